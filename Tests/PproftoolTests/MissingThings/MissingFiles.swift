/// Missing files, and missing parts of files.
enum MissingFiles {
  static let files = [
    MissingThing("the file", "guard no-such.pb.gz", "no such file"),
    MissingThing("all that is in the file", ": >a.pb.gz; guard a.pb.gz", "is empty"),
    MissingThing("all that is in the text", ": >goroutine.txt; guard goroutine.txt", "is empty"),
    MissingThing("the other end of a pipe", "mkfifo p; : >p & guard p", "is empty"),
    MissingThing("standard input", "guard - <&-", "standard input"),
    MissingThing("a device with something in it", "guard /dev/null", "is empty"),
    MissingThing("a profile in the folder", "mkdir d; guard d", "there is no profile"),
    MissingThing(
      "a folder that has more than folders", "mkdir -p d/e; cp $H/goroutine.pb.gz d/e; guard d",
      "there is no profile"),
    MissingThing(
      "a folder of profiles", "mkdir d; cp $F/README.md $F/damaged/prose.txt d; guard d",
      "there is no profile"),
    MissingThing(
      "a file among others", "guard $H/goroutine.pb.gz no-such.pb.gz", "no such file"),
    MissingThing(
      "a file among others, which may be left out",
      "guard --keep-going $H/goroutine.pb.gz no-such.pb.gz", "no such file"),
    MissingThing(
      "the rest of a profile in a folder",
      "mkdir d; cp $H/goroutine.pb.gz d; head -c 400 d/goroutine.pb.gz >d/b.pb.gz; guard d",
      "compressed bytes"),
    MissingThing(
      "the rest of the last of a series",
      "mkdir d; cp $F/leak/series-steady/*.pb.gz d; : >d/11.goroutine.pb.gz; "
        + "check --assert 'slope(count()) <= 5' d", "is empty"),
    MissingThing("what a link points to", "ln -s nowhere a.pb.gz; guard a.pb.gz", "no such file"),
  ]

  static let parts =
    [2, 8, 20, 100, 400, 1000].map { length in
      MissingThing(
        "all of a gzip but \(length) bytes",
        "head -c \(length) $H/goroutine.pb.gz >a.pb.gz; guard a.pb.gz", "a.pb.gz: ")
    }
    + [1, 4, 7, 8].map { length in
      MissingThing(
        "the last \(length) bytes of a gzip",
        "head -c -\(length) $H/goroutine.pb.gz >a.pb.gz; guard a.pb.gz", "a.pb.gz: ")
    }
    + [1, 10, 500, 1500, 3000].map { length in
      MissingThing(
        "the last \(length) bytes of a protobuf",
        "gunzip -c $H/goroutine.pb.gz | head -c -\(length) >a.pb; guard a.pb", "a.pb: ")
    } + [
      MissingThing(
        "the right checksum", "guard $F/damaged/gzip-wrong-checksum.pb.gz", "checksum"),
      MissingThing("the string table", "guard $F/damaged/no-string-table.pb", "string"),
      MissingThing(
        "the end of a dump", "head -c -200 $H/goroutine.debug2.txt >a.txt; guard a.txt",
        "INCOMPLETE"),
      MissingThing(
        "half of a dump", "head -c 4000 $H/goroutine.debug2.txt >a.txt; guard a.txt", "INCOMPLETE"),
      MissingThing(
        "the end of a dump, which may be unknown",
        "head -c -200 $H/goroutine.debug2.txt >a.txt; guard --allow-unknown a.txt", "INCOMPLETE"),
      MissingThing(
        "the end of a dump that was converted",
        "head -c -200 $H/goroutine.debug2.txt >a.txt; \"$program\" convert a.txt -o a.pb.gz; "
          + "guard a.pb.gz", "INCOMPLETE"),
      MissingThing(
        "the end of one of two dumps that were added up",
        "head -c -200 $H/goroutine.debug2.txt >a.txt; "
          + "\"$program\" merge a.txt $F/incident/fixed/goroutine.debug2.txt -o a.pb.gz; "
          + "guard a.pb.gz", "INCOMPLETE"),
      MissingThing(
        "a record that has no count",
        "printf 'main;a 5\\nmain;b x\\nmain;c 7\\n' >a.txt; "
          + "check --from folded --assert 'samples() <= 50' a.txt", "only 2 of 3 records"),
      MissingThing(
        "a record that had no count before the profile was converted",
        "printf 'main;a 5\\nmain;b x\\nmain;c 7\\n' >a.txt; "
          + "\"$program\" convert --from folded a.txt -o a.pb.gz; "
          + "check --assert 'samples() <= 50' a.pb.gz", "only 2 of 3 records"),
      MissingThing(
        "a record that had no count before profiles were added up",
        "printf 'main;a 5\\nmain;b x\\nmain;c 7\\n' >a.txt; "
          + "\"$program\" merge --from folded a.txt a.txt -o a.pb.gz; "
          + "check --assert 'samples() <= 50' a.pb.gz", "only 2 of 3 records"),
      MissingThing(
        "the header of a goroutine",
        "sed 's/^goroutine 21 /gorutine 21 /' $H/goroutine.debug2.txt >a.txt; guard a.txt",
        "only 177 of 178 records"),
      MissingThing(
        "goroutines that the total of a text has",
        "head -4 $H/goroutine.debug1.txt >a.txt; guard a.txt", "it has 158 of 178"),
      MissingThing(
        "most of a dump that the runtime cut",
        "check --assert 'guard: count() <= 5' $F/truncated/goroutine.debug2.tail.txt", "FAIL guard",
        status: 1),
      MissingThing(
        "most of a dump that the runtime cut, in a rule that it may keep",
        "check --assert 'count() <= 5000' $F/truncated/goroutine.debug2.tail.txt", "INCOMPLETE"),
      MissingThing(
        "all goroutines but the one that crashed", "guard $F/crash/panic.single.txt",
        "shows only"),
      MissingThing(
        "all goroutines of a crash", "guard $F/crash/panic.none.txt", "INCOMPLETE"),
      MissingThing(
        "the total of a text, and all behind it",
        "head -c 20 $H/goroutine.debug1.txt >goroutine.txt; guard goroutine.txt", "goroutine.txt"),
    ]

  static let content = [
    MissingThing("a profile: prose", "guard $F/README.md", "README.md: "),
    MissingThing("a profile: a web page", "guard $F/damaged/page.html", "page.html: "),
    MissingThing("a profile: a program", "guard $F/damaged/program.elf", "program.elf: "),
    MissingThing("a profile: an object of JSON", "guard $F/damaged/object.json", "object.json: "),
    MissingThing("a profile: a picture", "guard $F/damaged/picture.pb.gz", "picture.pb.gz: "),
    MissingThing("a profile: zeros", "guard $F/damaged/zeros.bin", "zeros.bin: "),
    MissingThing(
      "a profile: an error of the server",
      "printf 'HTTP/1.1 404 Not Found\\r\\nContent-Type: text/plain\\r\\n\\r\\nUnknown profile\\n' >a.txt; "
        + "guard a.txt", "a.txt: "),
    MissingThing(
      "a profile: an error of a proxy",
      "echo 'upstream connect error or disconnect/reset before headers. reset reason: 111' >a.txt; "
        + "guard a.txt", "a.txt: "),
    MissingThing(
      "a profile: an error of a proxy, as a protobuf's name",
      "echo 'no healthy upstream 503' >goroutine.pb.gz; guard goroutine.pb.gz", "goroutine.pb.gz: "
    ),
    MissingThing(
      "a profile: figures of Prometheus",
      "printf '# HELP go_goroutines Number.\\n# TYPE go_goroutines gauge\\ngo_goroutines 178\\n' >a.txt; "
        + "guard a.txt", "a.txt: "),
    MissingThing(
      "what was counted: folded stacks",
      "\"$program\" folded $H/goroutine.pb.gz >a.folded; guard a.folded", "--from folded"),
    MissingThing(
      "what was counted: folded stacks of another name",
      "\"$program\" folded $H/goroutine.pb.gz >a.txt; guard a.txt", "--from folded"),
    MissingThing(
      "what was counted: folded stacks on standard input",
      "\"$program\" folded $H/goroutine.pb.gz | guard -", "--from folded"),
    MissingThing(
      "what was counted: a list of words", "printf 'a 5\\nb 7\\n' >a.txt; guard a.txt",
      "--from folded"),
    MissingThing(
      "what was counted: a baseline of folded stacks",
      "\"$program\" folded $H/goroutine.pb.gz >a.folded; "
        + "check --assert 'growth(count()) <= 5' --baseline a.folded $H/goroutine.pb.gz",
      "--from folded"),
    MissingThing(
      "what was counted: a folder of folded stacks",
      "mkdir d; \"$program\" folded $H/goroutine.pb.gz >d/a.folded; guard d", "--from"),
    MissingThing(
      "what was counted: folded stacks that have the name of a profile",
      "mkdir d; cp $H/goroutine.pb.gz d; \"$program\" folded $H/goroutine.pb.gz >d/heap.txt; guard d",
      "heap.txt: "),
    MissingThing(
      "what was counted: words that have the name of a profile",
      "mkdir d; cp $H/goroutine.pb.gz d; printf 'a 5\\nb 7\\n' >d/goroutine.txt; guard d",
      "goroutine.txt: "),
    MissingThing(
      "the newest of a series, in place of which stands an error of a proxy",
      "mkdir d; cp $F/leak/series-steady/*.pb.gz d; "
        + "echo 'no healthy upstream 503' >d/12.goroutine.txt; "
        + "check --assert 'slope(count()) <= 5' d", "12.goroutine.txt: "),
    MissingThing(
      "the format that --from names", "guard --from go-dump $H/goroutine.pb.gz", "goroutine.pb.gz: "
    ),
    MissingThing(
      "the profile that --nth names", "guard --nth 2 $H/goroutine.debug1.txt", "there"),
    MissingThing("room", "guard --max-size 1kB $H/goroutine.pb.gz", "goroutine.pb.gz: "),
    MissingThing(
      "half of what happened", "guard $F/leak/healthy/goroutine.delta.pb.gz", "need the snapshots"),
    MissingThing("goroutines: a heap", "guard $H/heap.pb.gz", "no goroutine profile"),
    MissingThing(
      "goroutines: those that leaked", "guard $H/goroutineleak.pb.gz", "goroutineleak()"),
    MissingThing("goroutines: threads", "guard $H/threadcreate.pb.gz", "threadcreate()"),
    MissingThing("goroutines: locks", "guard $H/mutex.pb.gz", "contentions()"),
    MissingThing(
      "goroutines, which may be unknown", "guard --allow-unknown $H/threadcreate.pb.gz",
      "threadcreate()"),
    MissingThing(
      "all samples", "printf 'goroutine profile: total 0\\n' >goroutine.txt; guard goroutine.txt",
      "shows no goroutines"),
    MissingThing(
      "all samples of a profile of blocking",
      "printf -- '--- contention:\\ncycles/second=1000000000\\n' >block.txt; "
        + "check --assert 'delay() <= 1s' block.txt", "saw nothing"),
    MissingThing(
      "sampling",
      "printf 'heap profile: 0: 0 [0: 0] @ heap/0\\n' >heap.txt; "
        + "check --assert 'inuse_space() <= 1GB' heap.txt", "sampling off"),
  ]
}
