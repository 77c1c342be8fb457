#!/bin/sh
# Builds what is measured, then measures: bench/run.sh --help. Needs a JDK 17, curl and Node.js with npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
cd "$here/.."
./mvnw -q -B -ntp package -pl bench -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true
# A jar and no folder of classes: class data archives are of jars.
exec java -cp "$(echo bench/target/sfsync-bench-*.jar):bench/target/lib/*" io.sfsync.bench.Bench "$@"
