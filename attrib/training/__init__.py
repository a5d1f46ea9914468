"""Everything that makes the files in ``models``, reproducible by one command each.

For the Stanza models that command is ``attrib train parser`` (:mod:`attrib.training.recipe`): :mod:`.treebank` and
:mod:`.rawtext` read the data, :mod:`.segmenter`, :mod:`.lemmas` and :mod:`.parser` train, :mod:`.evaluate_parser`
measures, :mod:`.cards` writes down what came of it.  The data are not part of the package.
"""
