/// Missing function names.
enum MissingFunctionNames {
  /// A debug=1 text of the leaking service without the names of functions.
  private static let unnamed = "grep -v '^#' $L/goroutine.debug1.txt >a.txt; "

  private static func rules(_ rules: [(what: String, rule: String)]) -> [MissingThing] {
    rules.map { what, rule in
      MissingThing(
        "all names \(what)", unnamed + "check --assert '\(rule)' a.txt", "no function names")
    }
  }

  static let all =
    rules([
      ("of frames", "count(frame:listen) <= 200"), ("of leaves", "count(leaf:listen) <= 5"),
      ("of roots", "count(root:listen) <= 5"), ("of sites", "count(site:listen) <= 5"),
      ("of packages", "count(package:internal/buffer) <= 5"),
      ("of files", "count(file:stream.go) <= 5"), ("of a fingerprint", "count(fp:9405) <= 5"),
      ("of what is left out", "count(-site:worker) <= 5"),
      ("of a share", "share(count(site:listen)) <= 5%"),
      ("of distinct stacks", "stacks() <= 3"),
      ("of large stacks", "count(value>=64200) == 0"),
    ]) + [
      MissingThing(
        "all names of groups",
        unnamed
          + "echo '{version: 1, rules: [{id: a, assert: count() <= 64200, per: site}]}' >r.yaml; "
          + "check --rules r.yaml a.txt", "no function names"),
      MissingThing(
        "all names of new stacks",
        unnamed + "check --assert 'new_stacks() == 0' --baseline $H/goroutine.pb.gz a.txt",
        "no function names"),
      MissingThing(
        "all names of the baseline's stacks",
        unnamed + "check --assert 'gone_stacks() <= 3' --baseline a.txt $H/goroutine.pb.gz",
        "no function names"),
      MissingThing(
        "all names of what has grown",
        unnamed
          + "check --assert 'growth(count(site:listen)) <= 5' --baseline $H/goroutine.pb.gz a.txt",
        "no function names"),
      MissingThing(
        "all names of a series",
        unnamed + "for i in {10..24}; do cp a.txt $i.txt; done; "
          + "check --assert 'slope(count(site:listen)) <= 5' [12]?.txt", "no function names"),
      MissingThing(
        "all names, which may be unknown",
        unnamed + "check --allow-unknown --assert 'count(frame:listen) <= 5' a.txt",
        "no function names"),
      MissingThing(
        "all names that a suppression needs",
        unnamed + "guard --suppress 'site:listen <= 90000' a.txt",
        "no function names"),
      MissingThing(
        "the name of one function",
        "sed 's/^\\(#\\t0x[0-9a-f]*\\)\\t.*Stream..listen+.*/\\1\\t?/' $L/goroutine.debug1.txt >a.txt; "
          + "listen a.txt", "frame:(*Stream).listen reliably"),
      MissingThing(
        "the tabs of a text, but not its leak",
        "tr '\\t' ' ' <$L/goroutine.debug1.txt >a.txt; listen a.txt", "FAIL listen", status: 1),
      MissingThing(
        "names, but not their number", unnamed + "guard a.txt", "FAIL guard", status: 1),
      MissingThing(
        "the frames that the runtime left out",
        "printf 'goroutine 1 [running]:\\nmain.f()\\n\\t/a.go:1 +0x1\\n...9 frames elided...\\n"
          + "main.main()\\n\\t/a.go:2 +0x1\\n\\n' >a.txt; "
          + "check --assert 'count(frame:main.hidden) == 0' a.txt", "stacks are cut"),
    ]
}
