# What there is to do with Keyturn's sources; `make help` lists it.
# Maven runs on a JDK 25 that is found by .ci/find-jdk, whichever java comes first on the PATH.

JDK := $(shell .ci/find-jdk)
MVN := JAVA_HOME="$(JDK)" mvn --batch-mode --no-transfer-progress $(MVN_FLAGS)
QUIET := -q

.PHONY: help build demo test quick bench startbench fmt crds chart docs tools testdata
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

tools:
	@test -n "$(JDK)"
	@command -v mvn >/dev/null || { echo "Keyturn is built with Maven 3.8 or later: install it (your system's package maven) and run the command again." >&2; exit 1; }

build: tools ## compile, check and package; leaves operator/target/dist and examples/simulator/target/dist
	$(MVN) $(QUIET) -DskipTests package

demo: tools ## the whole story in one process: a key turns on an embedded API server (KEEP=1 stays up)
	@echo "Building first: a few minutes once, seconds later on."
	@$(MVN) $(QUIET) -Dstyle.color=never -DskipTests -Dkeyturn.dist.skip package
	@JAVA_HOME="$(JDK)" KEEP="$(KEEP)" examples/demo/target/dist/bin/demo

test: tools ## everything: unit tests, and the tests on a real control plane (built once, into a cache)
	$(MVN) verify

quick: tools ## the tests that need no control plane
	$(MVN) $(QUIET) -DexcludedGroups=cluster -Dkeyturn.dist.skip verify

bench: build ## what rotations cost, with 10,000 credentials at the end: written to docs/performance.md (some 15 minutes)
	@operator/image/bench rotation

startbench: build ## start → ready and idle memory of operator/target/dist, with 0 and 1,000 credentials, on a real control plane
	@operator/image/bench start

fmt: tools ## format the sources
	$(MVN) $(QUIET) spotless:apply

crds: tools ## write crds/*.yaml anew from the classes
	$(MVN) $(QUIET) -pl crds -Dkeyturn.crds.write=true -Dtest=DefinitionsTest test

chart: tools ## write what the chart makes of crds/ and values.yaml, and examples/install, anew (needs Go)
	CI=true $(MVN) $(QUIET) -pl operator -am -Dkeyturn.chart.write=true -Dtest='ChartFilesTest,ChartSchemaTest,InstallManifestsTest' -Dsurefire.failIfNoSpecifiedTests=false test

docs: tools ## write what is made of the definitions and the settings in docs/ anew
	$(MVN) $(QUIET) -pl operator -am -Dkeyturn.dist.skip -Dkeyturn.docs.write=true -Dtest='FieldsPageTest,ConfigurationPageTest' -Dsurefire.failIfNoSpecifiedTests=false test

testdata: tools ## write the test data of examples/argocd, and its argocd-cm.yaml, anew (needs Go)
	CI=true $(MVN) $(QUIET) -pl operator -am -Dkeyturn.testdata.write=true -Dtest='Testdata*Test,ArgoConfigTest' -Dsurefire.failIfNoSpecifiedTests=false test
