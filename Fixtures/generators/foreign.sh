#!/usr/bin/env bash
# Makes files that are no profiles with the programs that people have them from: foreign.sh FOLDER. Of long ones only the
# beginning is kept, which is all that is looked at. Needs Go, gcc, python3, zip, lz4, zstd, perf, valgrind, java and node.
set -euo pipefail

to=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$to"
export GOFLAGS='-trimpath -buildvcs=false'
cd "$work"

keep() { # FILE NAME [BYTES]: takes a file, or its beginning
  head -c "${3:-4096}" "$1" >"$to/$2"
}

archives() {
  mkdir -p saved/new
  echo goroutine >saved/a.txt
  echo heap >saved/b.txt
  echo cpu >saved/new/c.txt
  zip -qr three.zip saved
  python3 -c 'import sys, zipfile
class Pipe:
    def write(self, data): return sys.stdout.buffer.write(data)
    def flush(self): pass
with zipfile.ZipFile(Pipe(), "w") as archive:
    for name in ("a", "b"): archive.writestr(name, name)' >pipe.zip
  tar -b1 --owner=0 --group=0 --numeric-owner -cf three.tar saved
  tar -b1 --format=v7 --owner=0 --group=0 --numeric-owner -cf v7.tar saved/a.txt
  tar --format=pax --owner=0 --group=0 --numeric-owner -czf pax.tar.gz saved
  for name in three.zip pipe.zip three.tar v7.tar pax.tar.gz; do keep "$name" "$name" 65536; done
  xz -c saved/a.txt >"$to/a.txt.xz"
  bzip2 -c saved/a.txt >"$to/a.txt.bz2"
  lz4 -qc saved/a.txt >"$to/a.txt.lz4"
  zstd -qc three.tar >"$to/three.tar.zst"
}

go_files() {
  mkdir module
  cat >module/go.mod <<<'module example
go 1.25'
  cat >module/main.go <<'GO'
package main

import (
	"os"
	"runtime/trace"
)

func main() {
	trace.Start(os.Stdout)
	trace.Stop()
}
GO
  cat >module/main_test.go <<'GO'
package main

import "testing"

func TestAnswer(t *testing.T) { t.Error("no answer") }

func BenchmarkNothing(b *testing.B) {}
GO
  (
    cd module
    go build -ldflags=-s -o ../program .
    GOOS=windows go build -ldflags=-s -o ../program.exe .
    GOOS=darwin GOARCH=arm64 go build -o ../program.macho .
    GOOS=wasip1 GOARCH=wasm go build -o ../program.wasm .
    go build -cover -o ../covered .
    go test -coverprofile=../cover.out >../go-test.txt 2>&1 || true
    go test -v >../go-test-v.txt 2>&1 || true
    go test -json >../go-test.json 2>&1 || true
    go test -run none -bench . >../go-bench.txt 2>&1 || true
  )
  ./program >trace.out
  mkdir counters
  GOCOVERDIR=counters ./covered >/dev/null
  for name in program program.exe program.macho program.wasm; do keep "$name" "$name" 512; done
  for name in trace.out cover.out go-test.txt go-test-v.txt go-test.json go-bench.txt; do keep "$name" "$name" 1024; done
  for name in covmeta covcounters; do keep counters/$name.* $name 256; done
}

profilers() {
  python3 -c 'import cProfile
profile = cProfile.Profile()
profile.runcall(sorted, [3, 1, 2])
profile.dump_stats("python.pstats")'
  echo 'int main(void) { for (volatile int i = 0; i < 50000000; i++); return 0; }' >loop.c
  gcc -pg loop.c -o loop
  ./loop
  perf record -q -e cpu-clock -g -o perf.data ./loop 2>/dev/null
  perf report -i perf.data --stdio >perf-report.txt 2>/dev/null
  valgrind -q --tool=massif --massif-out-file=massif.out true
  valgrind -q --tool=dhat --dhat-out-file=dhat.out true 2>/dev/null
  for name in python.pstats massif.out dhat.out; do keep $name $name; done
  for name in gmon.out perf.data perf-report.txt; do keep $name $name 512; done
}

virtual_machines() {
  echo 'public class Idle { public static void main(String[] args) throws Exception { Thread.sleep(60000); } }' >Idle.java
  javac Idle.java
  java Idle >/dev/null 2>&1 &
  local java=$!
  until jcmd $java Thread.print >/dev/null 2>&1; do sleep 0.5; done
  jmap -dump:live,format=b,file=java.hprof $java >/dev/null
  kill $java
  node --prof --no-logfile-per-isolate --logfile=node.log -e ''
  node -e 'require("v8").writeHeapSnapshot("node.heapsnapshot")'
  keep java.hprof java.hprof 128
  for name in node.log node.heapsnapshot; do keep $name $name 1024; done
}

python3 -c 'import sqlite3
database = sqlite3.connect("database.sqlite")
database.execute("create table samples (value)")
database.commit()'
keep database.sqlite database.sqlite 128
archives
go_files
profilers
virtual_machines
