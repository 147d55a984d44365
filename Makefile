.PHONY: run test lint bench wheel stock-tests populate walk nodes lifecycle security i18n click shots clean

run: ; @dev/serve
test: ; @dev/test
lint: ; @dev/lint
bench: ; @dev/bench
wheel: ; @dev/wheel
stock-tests: ; @dev/stock-tests
populate: ; @dev/populate
walk: ; @dev/walk
nodes: ; @dev/nodes
lifecycle: ; @dev/lifecycle
security: ; @dev/security
i18n: ; @dev/i18n
click: ; @dev/click
shots: ; @dev/shots
clean: ; @dev/clean
