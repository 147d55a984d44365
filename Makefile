.PHONY: run test lint bench wheel stock-tests i18n click shots clean

run: ; @dev/serve
test: ; @dev/test
lint: ; @dev/lint
bench: ; @dev/bench
wheel: ; @dev/wheel
stock-tests: ; @dev/stock-tests
i18n: ; @dev/i18n
click: ; @dev/click
shots: ; @dev/shots
clean: ; @dev/clean
