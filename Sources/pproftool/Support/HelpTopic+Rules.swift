extension HelpTopic {
  /// How leak rules are written: every construct with an example.
  static let rulesText = """
    A rule says what must hold of profiles: a metric, a comparison and a limit. check exits with 0 if all rules hold, 1 if
    one surely does not, 2 if it cannot be told. On the command line:

      pproftool check --assert 'count() <= 5000' goroutine.pb.gz
      pproftool check --assert 'listen: count(frame:(*Stream).listen) <= 200' goroutine.txt heap.pb.gz
      pproftool check --assert 'slope(count()) <= 5/h' snapshots/          (12 or more; -r reads the folders below, too)
      pproftool check --assert 'growth(count()) <= 100' --baseline before.txt after.txt

    METRICS
      count()                goroutines                  count() <= 5000
      leaked()               proven leaked               leaked() == 0
      max_wait()             the longest wait (dumps)    max_wait() < 30m
      stacks()               distinct stacks             stacks() <= 400
      new_stacks()           those a baseline lacks, each counted once however large   new_stacks(value>=20) == 0
      gone_stacks()          those only a baseline has   gone_stacks() == 0
      inuse_space() and any other sample type: alloc_objects, cpu, delay, threadcreate, …   inuse_space() <= 512MB
      mutex/delay()          where several groups have it, as block and mutex do   mutex/delay() <= 5s
      stack_bytes() rss()    of heap?debug=1             rss() <= 2GB

    FUNCTIONS
      share(M)               percent of M without selector   share(count(state:blocked)) <= 50%
                             (without a selector of its own it is 100%; with per: stack, what each stack has of all)
      growth(M)              newest less baseline            growth(count()) <= 100
      growth_pct(M)          the same in percent: 100% is twice   growth_pct(count()) <= 50%
      ratio(M / N)           of one process within 60 s      ratio(inuse_space(package:internal/buffer) / count(frame:listen)) <= 512B
      slope(M)               growth that is proven, a snapshot or a time   slope(count()) <= 5/h   slope(inuse_space()) <= 1MB/day
      rises(M)               how often the end of a series rose in a row   rises(count()) <= 6
      eta(M, LIMIT)          how long until LIMIT            eta(inuse_space(), 2GB) >= 6h
      outlier(M)             how far an instance is from the others of its version (8 or more)   outlier(count()) <= 6

    SELECTORS stand in the brackets of a metric, parted by blanks; all must hold. A - before a term turns it around, | is or.
    Formats hide the runtime's frames differently, so rules see none: frame:runtime.gopark matches nothing in any.
      frame:listen           a function on the stack has this anywhere in its name, as listenContext has too
      leaf:read root:main    the innermost, the outermost
      site:(*Stream).listen  the first function from the leaf that is neither runtime nor standard library
      package:internal/buffer   the package of the site has this in its path, as internal/buffers has too
      file:stream.go         a file on the stack
      state:chan receive     what it waits for; state:blocked is any state that can be a proven leak
      wait>=10m wait<1m      how long it has waited (dumps); there are >= and < only
      created-by:main.serve  who started it (dumps)
      label.tenant:acme      a label is equal; label."http.route":"/v1/{id}"; label.tenant:* has any
      leaked                 marked as leaked
      value>=50 value<5      what the whole stack makes
      fp:c84ecb6d            the fingerprint begins so
      frame:/\\.listen$/      exactly this one: a regular expression (RE2) stands between slashes
      count(-site:main.worker state:chan receive|select) <= 50

    One comparison a rule: two rules, or two --assert, are and. In a shell an assertion stands in single quotes.

    NUMBERS have no commas: 5000.
    UNITS  B kB MB GB TB (of 1024) · ns us ms s m h d · % · a rate of slope: /min /h /day /snapshot

    COMPARISONS  <= < >= >, and == != for exact counts. slope, rises and outlier take <= and <, eta takes >= and >.

    A RULE FILE, for --rules:
      version: 2
      defaults: {severity: fail, confidence: 0.95}
      rules:
        - id: listen
          assert: count(frame:/buffer\\.\\(\\*Stream\\)\\.listen$/) <= 200
          description: streams that nobody stops      # owner and runbook too: free text, in every report
          severity: warn              # fail | warn
          optional: true              # a selector that looks misspelt is taken as it stands, and a block or mutex profile
                                      # that saw nothing as 0; on the command line: listen?:
        - id: tenant
          assert: count() <= 500
          per: label.tenant           # a verdict for each label.KEY, stack, site or package; samples without the label are
                                      # (none), which label.tenant:* in the selector leaves out; version and service are
                                      # what paths tell (--layout)
          over: sum                   # instances: each (a verdict each) | worst | sum
        - id: trend
          assert: slope(count()) <= 5/h
          window: 7d                  # only snapshots of the last 7 days
          max_age: 15m                # undecided if the newest is older
          season: auto                # auto | none | day: from six hours on a daily wave may look like a leak, three days decide
          min_snapshots: 12           # fewer are undecided
          warmup: 20%                 # left out at the start of each process
          min_delta: 20               # a growth over the series that matters; 1MB for bytes
          min_pct: 0%                 # the same of the median of the first half
      suppress:                       # left out of the rules up to the day that is given, as long as they make no more than max
        - {id: keepalive, match: "site:net/http.(*persistConn).readLoop", max: 300, expires: 2027-03-01, rules: [listen], reason: idle pool}
      tests:                          # for check --test FILE
        - {rule: listen, profile: leak.pb.gz, baseline: healthy.pb.gz, expect: fail, value: 64102, fp: c84e}
        - {rule: trend, series: "170+5x24 | 170+5x24", every: 5m, expect: fail}      # A+BxN counts up, | is a restart
        - {rule: trend, series: ["170x23", "170+5x23"], every: 10m, expect: fail}    # an instance each

    WHAT IS JUDGED  Of each instance (by the layout of paths, or folder and name; --instance says otherwise) the newest
    profile and those that were named; a series is all of them by time. The time is the profile's own, for texts that in the
    name (2026-11-26T10:00:00Z), never the file's. On the command line season is auto: six hours and more of one process stay undecided. A selector that
    matches nothing is 0, and said; one that is nearly a name of the profile (values of labels, fingerprints and short words
    are not compared), and anything that is missing, broken or too old, is undecided. --allow-unknown allows only what data
    cannot decide. check --init FOLDER writes a rule file of a healthy history.

    Example: pproftool check --rules leaks.yaml --format text,junit --out reports profiles/

    """
}
