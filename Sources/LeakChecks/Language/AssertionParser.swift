extension Assertion {
  /// Reads an assertion.
  ///
  /// The grammar, with blanks between tokens left out:
  ///
  ///     assertion = [ id [ "?" ] ":" ] measure ( "<=" | "<" | ">=" | ">" | "==" | "!=" ) quantity
  ///     measure   = metric | function "(" metric ")" | "ratio" "(" metric ( "/" | "," ) metric ")"
  ///               | "eta" "(" metric "," quantity ")"
  ///     metric    = [ group "/" ] name "(" [ selector ] ")"
  ///     name      = a letter, then letters, digits, "_", "-" and "." | a text in quotes
  ///
  /// - `allowsID`: whether it may begin with an id, as it does on the command line.
  /// - Throws: `AssertionError`, which names the column.
  package init(_ text: String, allowsID: Bool = false) throws(AssertionError) {
    var parser = AssertionParser(text)
    self = try parser.assertion(allowsID: allowsID)
    if MeasureRules.dimension(of: measure, knowing: MeasureRules.byName) == .count {
      limit = limit.asCount
    }
    try MeasureRules.check(self)
  }
}

/// Reads the parts of an assertion, a function for each production of the grammar.
struct AssertionParser {
  var cursor: AssertionCursor

  init(_ text: String) { cursor = AssertionCursor(text) }

  mutating func assertion(allowsID: Bool) throws(AssertionError) -> Assertion {
    cursor.skipBlanks()
    let (id, isOptional) = try id(allowed: allowsID)
    let measure = try measure()
    cursor.skipBlanks()
    let column = cursor.column
    let comparison = try comparison()
    cursor.skipBlanks()
    let limit = try cursor.consumeQuantity(allowsRate: true)
    try end()
    return Assertion(
      id: id, isOptional: isOptional, measure: measure, comparison: comparison, limit: limit,
      column: column)
  }

  /// Nothing but blanks may be left.
  mutating func end() throws(AssertionError) {
    cursor.skipBlanks()
    guard cursor.next != nil else { return }
    let rest = cursor.rest
    if rest == "%" || Quantity.Unit(rest) != nil { throw cursor.error(.blankBeforeUnit(rest)) }
    if let word = ["and", "or", "&&", "||"].first(where: rest.lowercased().hasPrefix) {
      throw cursor.error(.oneComparison(word))
    }
    // Thousands are often written `1,000`.
    let isThousands = rest.first == "," && rest.dropFirst().first?.isNumber == true
    throw cursor.expected(
      isThousands ? "the end (numbers have no comma: 1000, 1_000 or 1k)" : "the end")
  }

  private mutating func id(
    allowed: Bool
  ) throws(AssertionError) -> (id: String?, isOptional: Bool) {
    var ahead = cursor
    guard let name = ahead.consumeName() else { return (nil, false) }
    let isOptional = ahead.consume("?")
    ahead.skipBlanks()
    guard ahead.consume(":") else { return (nil, false) }
    guard allowed else { throw cursor.error(.idNotHere(name)) }
    ahead.skipBlanks()
    cursor = ahead
    return (name, isOptional)
  }

  private mutating func measure() throws(AssertionError) -> Measure {
    var ahead = cursor
    guard let word = ahead.consumeName() else { return .plain(try metric()) }
    ahead.skipBlanks()
    guard ahead.consume("(") else { return .plain(try metric()) }
    if word == "ratio" {
      cursor = ahead
      return try ratio()
    }
    if word == "eta" {
      cursor = ahead
      return try eta()
    }
    guard let function = MeasureFunction(rawValue: word) else { return .plain(try metric()) }
    cursor = ahead
    cursor.skipBlanks()
    let metric = try metric()
    try close("a ')' after the metric")
    return .applied(function, metric)
  }

  private mutating func ratio() throws(AssertionError) -> Measure {
    cursor.skipBlanks()
    let first = try metric()
    cursor.skipBlanks()
    guard cursor.consume("/") || cursor.consume(",") else {
      throw cursor.expected("a '/' between the two metrics")
    }
    cursor.skipBlanks()
    let second = try metric()
    try close("a ')' after the second metric")
    return .ratio(first, second)
  }

  private mutating func eta() throws(AssertionError) -> Measure {
    cursor.skipBlanks()
    let metric = try metric()
    try cursor.require(",", "a ',' and the limit, as in eta(inuse_space(), 2GB)")
    let limit = try cursor.consumeQuantity()
    try close("a ')' after the limit")
    return .eta(metric, limit)
  }

  private mutating func metric() throws(AssertionError) -> Metric {
    let start = cursor.column
    let isQuoted = cursor.next == "\""
    let isNumber = cursor.next.map(AssertionCursor.isDigit) ?? false
    var name = try self.name(
      isNumber
        ? "the metric before its limit, as in count() <= 5000"
        : "a metric such as count() or inuse_space()")
    var group: String?
    var ahead = cursor
    ahead.skipBlanks()
    if ahead.consume("/") {
      ahead.skipBlanks()
      cursor = ahead
      group = name
      name = try self.name("a metric such as inuse_space()")
    } else if !isQuoted, MeasureFunction.isReserved(name) {
      throw cursor.error(.nested(name), at: start)
    }
    let meant = KnownMetrics.meant(by: name) ?? "\(name)()"
    try cursor.require("(", "'()' after the metric, as in \(meant)")
    let selector = try selector()
    try close("a term such as site:NAME, or a ')'")
    return Metric(group: group, name: name, selector: selector, column: start)
  }

  private mutating func close(_ what: String) throws(AssertionError) {
    cursor.skipBlanks()
    guard cursor.consume(")") else { throw cursor.expected(what) }
  }

  private mutating func comparison() throws(AssertionError) -> ComparisonOperator {
    let start = cursor.column
    for comparison in ComparisonOperator.allCases where cursor.consume(word: comparison.rawValue) {
      return comparison
    }
    let meant = [("=<", "<="), ("=>", ">="), ("=", "==")].first { cursor.consume(word: $0.0) }
    if let (written, meant) = meant {
      throw cursor.error(.expected(meant, found: "'\(written)'"), at: start)
    }
    throw cursor.expected("a comparison: <=, <, >=, >, == or !=")
  }

  /// A bare name or one in quotes.
  mutating func name(_ what: String) throws(AssertionError) -> String {
    let start = cursor.column
    if let name = cursor.consumeName() { return name }
    guard let name = try cursor.consumeString() else { throw cursor.expected(what) }
    guard !name.isEmpty else {
      throw cursor.error(.expected(what, found: "an empty text"), at: start)
    }
    return name
  }
}
