.PHONY: run test lint bench i18n shots clean

run: ; @dev/serve
test: ; @dev/test
lint: ; @dev/lint
bench: ; @dev/bench
i18n: ; @dev/i18n
shots: ; @dev/shots
clean: ; @dev/clean
