import ArgumentParser
import ProfileFetching
import Testing

@testable import pproftool

@Suite struct FetchingOptionTests {
  private func complaint(about arguments: [String]) -> String? {
    do {
      _ = try Pproftool.parseAsRoot(["info"] + arguments + ["http://h/x"])
      return nil
    } catch {
      return Pproftool.usageError(error).replacing(" (see 'pproftool info --help')", with: "")
    }
  }

  static let wrong: [(arguments: [String], message: String)] = [
    (["--seconds", "0"], "--seconds: expected a whole number from 1 to 86400"),
    (["--seconds", "86401"], "--seconds: expected a whole number from 1 to 86400"),
    (["--seconds", "0"], "--seconds: expected a whole number from 1 to 86400"),
    (["--timeout", "10"], "--timeout: expected a length of time, as in 500ms, 10s or 2m"),
    (["--timeout", "0s"], "--timeout: expected a length of time, as in 500ms, 10s or 2m"),
    (
      ["--connect-timeout", "x"],
      "--connect-timeout: expected a length of time, as in 500ms, 10s or 2m"
    ),
    (["--max-fetch", "0"], "--max-fetch: expected a number of bytes, as in 512MB or 8GiB"),
    (["--max-fetch", "1.5XB"], "--max-fetch: expected a number of bytes, as in 512MB or 8GiB"),
    (["--password", "@x"], "--password needs --user"),
    (["--tls-key", "x"], "--tls-key needs --tls-cert"),
    (
      ["--insecure", "--tls-ca", "x"],
      "--insecure accepts any certificate, --tls-ca only some; give only one of them"
    ),
    (
      ["--bearer", "hunter2"],
      "--bearer: expected @FILE or env:NAME, since every user can read a program's arguments"
    ),
    (
      ["--user", "me", "--password", "hunter2"],
      "--password: expected @FILE or env:NAME, since every user can read a program's arguments"
    ),
    (["--header", "hunter2"], "--header: expected a name, a colon, and @FILE or env:NAME"),
    (["--header", "X Y: @a"], "--header: expected a name, a colon, and @FILE or env:NAME"),
    (["--header", ": @a"], "--header: expected a name, a colon, and @FILE or env:NAME"),
    (
      ["--header", "X: hunter2"],
      "--header: expected @FILE or env:NAME, since every user can read a program's arguments"
    ),
    (
      ["--proxy", "http://me:hunter2@p:99999"],
      "--proxy: what is given is not an address: a port is a number from 1 to 65535"
    ),
    (
      ["--proxy", "ftp://me:hunter2@p"],
      "--proxy: what is given is not the address of a proxy: it begins with http://, https:// or socks5://"
    ),
  ]

  @Test(arguments: wrong)
  func wrongOptionsAreRefusedWithoutTheirSecrets(_ arguments: [String], _ message: String) {
    #expect(complaint(about: arguments) == message)
  }

  @Test func optionsBecomeSettings() throws {
    let options = try FetchingOptions.parse([
      "--seconds", "5", "--timeout", "2m", "--connect-timeout", "500ms", "--max-fetch", "1MiB",
      "--tls-ca", "/ca", "--tls-cert", "/cert", "--tls-key", "/key", "--header", "X-Key:@/k",
      "--user", "me",
      "--password", "env:P", "--bearer", "env:B", "--proxy", "p:1", "--follow", "--unix-socket",
      "/s",
    ])
    var expected = FetchSettings()
    (expected.seconds, expected.timeout, expected.connectTimeout) = (5, 120, 0.5)
    expected.mostBytes = 1 << 20
    (expected.authorities, expected.certificate, expected.key) = ("/ca", "/cert", "/key")
    expected.headers = [.init(name: "X-Key", value: try #require(Secret("@/k")))]
    (expected.user, expected.password, expected.bearer) = ("me", Secret("env:P"), Secret("env:B"))
    expected.proxy = try ProxyURL("p:1")
    (expected.followsRedirects, expected.socket) = (true, "/s")
    expected.userAgent = "pproftool/\(version)"
    #expect(try options.settings() == expected)
  }

  @Test func whatIsNotSaidIsDefault() throws {
    let settings = try FetchingOptions.parse([]).settings()
    #expect(
      settings.timeout == 60 && settings.connectTimeout == 10 && settings.mostBytes == 256 << 20)
    #expect(!settings.followsRedirects && !settings.acceptsAnyCertificate && !settings.hasSecrets)
    #expect(settings.seconds == nil && settings.proxy == nil && settings.socket == nil)
  }

  static let times: [(text: String, seconds: Double?)] = [
    ("500ms", 0.5), ("10s", 10), ("1.5s", 1.5), ("2m", 120), ("24h", 86400), ("0s", 0),
    ("1us", 1e-6),
    ("", nil), ("10", nil), ("s", nil), ("-1s", nil), ("1x", nil), ("1MB", nil), ("nans", nil),
    ("infs", nil),
    ("1e400s", nil), ("1s2", nil), ("1 s", 1), ("1  s", nil),
  ]

  @Test(arguments: times)
  func timesHaveUnits(_ text: String, _ seconds: Double?) {
    #expect(TimeLength.parse(text) == seconds)
  }

  static let names: [(path: String, name: String)] = [
    ("http://me:secret@h/x", "http://***@h/x"), ("http://me:secret@h:x/x", "http://***@h:x/x"),
    ("ftp://me:secret@h/x", "ftp://***@h/x"), ("a/b@c", "a/b@c"), ("-", "standard input"),
  ]

  @Test(arguments: names)
  func namesHaveNoSecrets(_ path: String, _ name: String) {
    #expect(InputFile.name(of: .init(argument: path)) == name)
  }

  static let problems: [(reason: FetchError.Reason, text: String)] = [
    (
      .status(404, body: Array("Unknown profile\n".utf8), isFromPprof: true, retryAfter: nil),
      "the server answered 404 Not Found: \"Unknown profile\"; the service has no profile of that name"
    ),
    (
      .status(404, body: [], isFromPprof: false, retryAfter: nil),
      "the server answered 404 Not Found; is net/http/pprof registered there?"
    ),
    (
      .status(503, body: Array("a\u{1B}[31m".utf8), isFromPprof: false, retryAfter: 99999),
      "the server answered 503 Service Unavailable: \"a\\u{1b}[31m\""
    ),
    (.redirect("http://h/"), "the server redirects to http://h/; --follow follows it"),
    (
      .proxy(407),
      "the proxy answered 407; it wants a user and a password; write them in its address: http://USER:PASSWORD@HOST:PORT"
    ),
    (
      .timeLimit(.connecting(isOfAll: true), seconds: 1, bytes: 0),
      "not connected within 1 s; --timeout allows more time"
    ),
    (
      .timeLimit(.connecting(isOfAll: false), seconds: 1, bytes: 0),
      "not connected within 1 s; --connect-timeout allows more time"
    ),
    (.timeLimit(.silence, seconds: 20, bytes: 1), "after 1 byte, nothing more arrived for 20 s"),
    (.tooLarge(5), "the response is larger than 5 bytes; --max-fetch allows more"),
  ]

  @Test(arguments: problems)
  func problemsComeWithAdvice(_ reason: FetchError.Reason, _ text: String) {
    #expect(FetchProblem(FetchError(reason)).description == text)
  }
}
