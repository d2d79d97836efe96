/// Facts that a profile or a format does not have.
enum MissingFacts {
  private static func rules(
    _ rules: [(what: String, rule: String, files: String, message: String)]
  ) -> [MissingThing] {
    rules.map { what, rule, files, message in
      MissingThing(what, "check --assert '\(rule)' \(files)", message)
    }
  }

  static let facts = rules([
    (
      "states in a text", #"count(state:"chan receive") <= 5"#, "$H/goroutine.debug1.txt",
      "does not show state"
    ),
    (
      "states in a heap", "inuse_space(state:running) <= 1kB", "$H/heap.pb.gz",
      "does not show state"
    ),
    (
      "creators in a protobuf", "count(created-by:main) <= 5", "$H/goroutine.pb.gz",
      "does not show created-by"
    ),
    ("waits in a protobuf", "count(wait>=1m) <= 5", "$H/goroutine.pb.gz", "does not show wait"),
    ("the longest wait", "max_wait() <= 1h", "$H/goroutine.pb.gz", "does not show wait"),
    ("what leaked", "leaked() == 0", "$H/goroutine.pb.gz", "does not show leaked"),
    (
      "files in folded stacks", "count(file:stream.go) <= 5",
      #"--from folded <("$program" folded $H/goroutine.pb.gz)"#, "have no file"
    ),
    ("a label", "count(label.tenat:acme) <= 5", "$F/incident/labelled/goroutine.pb.gz", "label"),
    ("all labels", "count(label.tenant:acme) <= 5", "$H/goroutine.pb.gz", "label"),
    ("the group", "gorutine/count() <= 500", "$H/goroutine.pb.gz", "'gorutine'"),
    ("the sample type", "inuse_spase() <= 1GB", "$H/heap.pb.gz", "inuse_space"),
    (
      "a heap beside goroutines", "ratio(inuse_space() / count()) <= 1GB", "$H/goroutine.pb.gz",
      "inuse_space"
    ),
    (
      "the divisor", "ratio(inuse_space() / count(frame:nobody)) <= 5B",
      "$H/{goroutine,heap}.pb.gz",
      "is 0"
    ),
    ("the memory of stacks", "stack_bytes() <= 1GB", "$H/heap.pb.gz", "debug=1"),
    (
      "which of two is meant", "contentions() <= 1000000000", "$H/{block,mutex}.pb.gz",
      "contentions"
    ),
    ("snapshots", "slope(count()) <= 5", "$H/goroutine.pb.gz", "12 are needed"),
    ("a second snapshot", "rises(count()) <= 0", "$H/goroutine.pb.gz", "2 are needed"),
    (
      "a snapshot of the twelve", "slope(count()) <= 5",
      "$(ls $F/leak/series-steady/*.goroutine.pb.gz | tail -11)", "12 are needed"
    ),
    ("a baseline", "growth(count()) <= 5", "$H/goroutine.pb.gz", "no baseline"),
    ("a baseline of stacks", "new_stacks() == 0", "$H/goroutine.pb.gz", "no baseline"),
    (
      "a baseline of goroutines", "growth(count()) <= 5",
      "--baseline $H/heap.pb.gz $H/goroutine.pb.gz",
      "no baseline"
    ),
    (
      "a baseline of another day", "growth(count()) <= 5",
      "--baseline $H/goroutine.pb.gz $H/goroutine.pb.gz", "is the checked profile itself"
    ),
    (
      "a baseline of another day, under another name", "new_stacks() == 0",
      "--baseline $H/goroutine.pb.gz <(gunzip -c $H/goroutine.pb.gz)",
      "is the checked profile itself"
    ),
    (
      "the baseline's file", "count() <= 500", "--baseline no-such $H/goroutine.pb.gz",
      "no such file"
    ),
    (
      "all that is in the baseline", "growth(count()) <= 5", "--baseline <(:) $H/goroutine.pb.gz",
      "is empty"
    ),
    (
      "all that is in the baseline's folder", "growth(count()) <= 5",
      "--baseline $(mkdir d; echo d) $H/goroutine.pb.gz", "there is no profile"
    ),
    (
      "the group, which may be unknown", "gorutine/count() <= 500",
      "--allow-unknown $H/goroutine.pb.gz", "'gorutine'"
    ),
    (
      "a baseline, which may be unknown", "growth(count()) <= 5",
      "--allow-unknown $H/goroutine.pb.gz", "no baseline"
    ),
    (
      "a letter of a name", "count(frame:Strem.listen) <= 5", "$L/goroutine.pb.gz",
      "near: (*Stream).listen"
    ),
    (
      "the slashes of an expression", "count(frame:.*Stream.*listen$) <= 5", "$L/goroutine.pb.gz",
      "between slashes"
    ),
  ])

  static let perLabel = MissingThing(
    "the label that tells groups apart",
    "echo '{version: 1, rules: [{id: a, assert: count() <= 500, per: label.tenat}]}' >r.yaml; "
      + "check --rules r.yaml $H/goroutine.pb.gz", "label 'tenat'")
}
