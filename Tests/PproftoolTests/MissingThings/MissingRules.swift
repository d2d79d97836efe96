/// Missing or misspelt rules.
enum MissingRules {
  private static func file(
    _ what: String, _ text: String, _ message: String, _ files: String = "$H/goroutine.pb.gz",
    status: Int32 = 2
  ) -> MissingThing {
    MissingThing(
      what, "cat >r.yaml <<'END'\n\(text)\nEND\ncheck --today 2027-03-02 --rules r.yaml \(files)",
      message, status: status)
  }

  private static func assertion(_ what: String, _ text: String, _ message: String) -> MissingThing {
    MissingThing(what, "check --assert '\(text)' $H/goroutine.pb.gz", message)
  }

  static let all = [
    MissingThing("the rule file", "check --rules none.yaml $H/goroutine.pb.gz", "no such file"),
    MissingThing("all rules", "check $H/mutex.pb.gz", "no rules were given"),
    file("all that is in the rule file", "", "has no rules"),
    file("the rules", "version: 1", "it has no rule under"),
    file("the rules of a list", "version: 1\nrules: []", "it has no rule under"),
    file("a letter of a key", "version: 1\nruls: [{id: a, assert: count() <= 500}]", "ruls"),
    file(
      "a letter of an option", "version: 1\nrules: [{id: a, asert: count() <= 500}]",
      "'asert' is not a key of a rule"),
    file("the id", "version: 1\nrules: [{assert: count() <= 500}]", "id"),
    file("an assertion", "version: 1\nrules: [{id: a}]", "assert"),
    file("the end of the file", "version: 1\nrules: [{id: a, assert: \"count() <= 500", "line"),
    file(
      "the rule that a suppression is for",
      """
      version: 1
      rules: [{id: a, assert: count() <= 500}]
      suppress: [{match: site:listen, rules: [b], max: 70000, expires: 2027-03-02, reason: x}]
      """, "'b'"),
    file(
      "the days of a suppression",
      """
      version: 1
      rules: [{id: a, assert: count() <= 500}]
      suppress: [{match: site:listen, max: 70000, expires: 2027-03-01, reason: x}]
      """, "expired on 2027-03-01", status: 1),
    file(
      "the days of a suppression that covers a leak",
      """
      version: 1
      rules: [{id: a, assert: count() <= 500}]
      suppress: [{match: site:listen, max: 70000, expires: 2027-03-01, reason: x}]
      """, "FAIL a", "$L/goroutine.pb.gz", status: 1),
    file(
      "the suppression of this rule",
      """
      version: 1
      rules: [{id: a, assert: count() <= 500}, {id: b, assert: count() <= 70000}]
      suppress: [{match: site:listen, rules: [b], max: 70000, expires: 2027-04-01, reason: x}]
      """, "FAIL a", "$L/goroutine.pb.gz", status: 1),
    file(
      "room below the cap of a suppression",
      """
      version: 1
      rules: [{id: a, assert: count() <= 500}]
      suppress: [{match: site:listen, max: 60000, expires: 2027-04-01, reason: x}]
      """, "exceeds its max", "$L/goroutine.pb.gz", status: 1),
    assertion("a function", "slpe(count()) <= 5", "slpe"),
    assertion("a key of a selector", "count(fram:listen) <= 5", "fram"),
    assertion("the end of an assertion", "count(frame:listen <= 5", "column"),
    assertion("the limit", "count() <= ", "column"),
    assertion("the unit", "count() <= 5MB", "MB"),
    assertion("the other unit", "growth_pct(count()) <= 5s", "s"),
    MissingThing(
      "one of two rules' ids",
      "check --assert 'a: count() <= 5' --assert 'a: count() <= 500' $H/goroutine.pb.gz",
      "another rule has the id"),
    MissingThing(
      "the profile", "check --assert 'count() <= 500' </dev/null", "check needs a profile"),
    MissingThing("what is in the pipe", ": | check --assert 'count() <= 500'", "is empty"),
    MissingThing("the option", "guard --alow-unknown $H/goroutine.pb.gz", "--alow-unknown"),
    MissingThing("the format", "guard --from fold $H/goroutine.pb.gz", "fold"),
    MissingThing("one of two standard inputs", "guard --baseline - -", "only once"),
    MissingThing(
      "the test of a rule",
      "echo '{version: 1, rules: [{id: a, assert: count() <= 5}]}' >r.yaml; "
        + "check --test r.yaml", "it has no test under"),
    MissingThing(
      "the order of profile and baseline, and so the leak",
      "check --assert 'growth(count()) <= 100' "
        + "--fail-on-warnings --baseline $H/goroutine.pb.gz $L/goroutine.pb.gz", "FAIL", status: 1),
    MissingThing(
      "an answer that a warning needs",
      "echo '{version: 1, rules: [{id: a, assert: growth(count()) <= 5, severity: warn}]}' >r.yaml; "
        + "check --fail-on-warnings --rules r.yaml $H/goroutine.pb.gz", "no baseline", status: 1),
    MissingThing(
      "the folder for the report", "guard -o none/report.txt $H/goroutine.pb.gz", "none"),
  ]
}
