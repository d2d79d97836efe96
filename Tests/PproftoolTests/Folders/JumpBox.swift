import Foundation
import TestSupport

/// A folder left on a jump box after an incident: profiles of several moments and kinds in three formats, and
/// unrelated files beside them.
enum JumpBox {
  /// `$1` is the fixtures' folder, `$2` the new folder.
  private static let script = """
    set -e; cd "$2"
    for moment in 00 01 02 03 04 05 06 07 08 09 10 11; do
      cp "$1/series/steady/$moment.goroutine.pb.gz" "$1/series/steady/$moment.heap.pb.gz" .
    done
    cp "$1/incident/healthy/goroutine.debug1.txt" 11.goroutine.debug1.txt
    cp "$1/incident/healthy/goroutine.debug2.txt" 11.goroutine.debug2.txt
    cp "$1/incident/healthy/heap.debug1.txt" 11.heap.debug1.txt
    cp "$1/incident/healthy/allocs.pb.gz" 11.allocs.pb.gz
    cp "$1/incident/healthy/"{block,mutex,threadcreate}.{pb.gz,debug1.txt} .
    cp "$1/incident/healthy/goroutineleak.pb.gz" .
    cp "$1/cpu/labelled.pb.gz" cpu.pb.gz; cp "$1/cpu/labelled.pb.gz" cpu-2.pb.gz
    printf '<!DOCTYPE html>\\n<html><title>404 Not Found</title></html>\\n' | tee index.html >saved.html
    printf 'see https://example.com/runbook\\n' >notes.md
    : >empty.dat
    head -c 4096 /bin/sh >service
    tar -cf old.tar notes.md; gzip -c old.tar >old.tgz
    cp 00.heap.pb.gz 00.heap.pb.gz~; cp 00.heap.pb.gz x.bak; : >a.swp; : >b.part; : >c.TMP
    cp 00.heap.pb.gz .00.heap.pb.gz.swp; : >.hidden
    "$program" flamegraph 00.heap.pb.gz -o 00.svg
    "$program" goroutines 00.goroutine.pb.gz -o goroutine.txt
    "$program" info --format json 00.heap.pb.gz -o info.json
    mkfifo pipe; ln -s nowhere gone
    """

  static func make() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    let run = try Program.shell(script, FixtureFiles.path(""), scratch.path)
    guard run.status == 0 else { throw Failure(description: run.errors) }
    return scratch
  }

  struct Failure: Error, CustomStringConvertible { let description: String }
}
