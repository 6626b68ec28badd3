# Each word is a word of dev.py, which also works without make: python3 dev.py demo
PYTHON ?= python3
WORDS = setup check test test-fast fix bench messages lock
.PHONY: demo $(WORDS)

demo:
	@$(PYTHON) dev.py demo $(ARGS)

$(WORDS):
	@$(PYTHON) dev.py $@ $(ARGS)
