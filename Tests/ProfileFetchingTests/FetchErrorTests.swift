import Testing

@testable import ProfileFetching

@Suite struct FetchErrorTests {
  static let texts: [(reason: FetchError.Reason, text: String)] = [
    (.noSuchName("h"), "there is no host named h"),
    (.noNameServer("h"), "no name server answers for h"),
    (.refused("h:1"), "h:1 refuses the connection: nothing listens there"),
    (.unreachable("h", "no route"), "h cannot be reached: no route"),
    (.timeLimit(.connecting(isOfAll: false), seconds: 10, bytes: 0), "not connected within 10 s"),
    (.timeLimit(.firstByte, seconds: 0.5, bytes: 0), "connected, but no answer within 0.5 s"),
    (.timeLimit(.silence, seconds: 20, bytes: 7), "after 7 bytes, nothing more arrived for 20 s"),
    (
      .timeLimit(.all, seconds: 60, bytes: 7), "only 7 bytes of the answer arrived within 60 s"
    ),
    (
      .timeLimit(.all, seconds: 1e300, bytes: 7),
      "only 7 bytes of the answer arrived within 1e+300 s"
    ),
    (
      .proxyTimeLimit("p:1", seconds: 10, isOfAll: true),
      "the proxy p:1 does not answer within 10 s"
    ),
    (
      .certificateIsForOthers(host: "h", names: "a, b"),
      "the server's certificate is for a, b, not for h"
    ),
    (.certificateIsForOthers(host: "h", names: nil), "the server's certificate is not for h"),
    (.noTLS, "the server there does not speak TLS; did you mean http:// instead of https://?"),
    (
      .noHTTP(overTLS: false),
      "the server there does not speak HTTP; did you mean https:// instead of http://?"
    ),
    (.noHTTP(overTLS: true), "the server there does not speak HTTP"),
    (.badAuthorities("/a"), "the authorities in /a cannot be read"),
    (.proxy(407), "the proxy answered 407"),
    (.status(503, body: [], isFromPprof: false, retryAfter: nil), "the server answered 503"),
    (.redirect("http://h/"), "the server redirects to http://h/"),
    (
      .redirectToNothingKnown,
      "the server redirects to something that is not an http or https address"
    ),
    (.tooManyRedirects, "the server redirects more than 5 times"),
    (.tooLarge(10), "the response is larger than 10 bytes"),
    (.cutShort(bytes: 3, of: 10), "the response ended after 3 of 10 bytes"),
    (.cutShort(bytes: 3, of: nil), "the response ended after 3 bytes, before its end"),
    (.reset(bytes: 1), "the connection broke after 1 byte"),
    (.cutShort(bytes: 0, of: 1), "the response ended after 0 of 1 byte"),
    (.reset(bytes: 3), "the connection broke after 3 bytes"),
    (.damaged("chunk"), "the answer is damaged: chunk"),
    (.closed(overTLS: false), "the server closed the connection without an answer"),
    (
      .closed(overTLS: true),
      "the server closed the connection without an answer; some servers that want a client certificate do this"
    ),
    (.oldTLS, "the server speaks neither TLS 1.2 nor 1.3"),
    (.other("x"), "x"),
  ]

  @Test(arguments: texts)
  func errorsAreWords(_ reason: FetchError.Reason, _ text: String) {
    #expect(FetchError(reason).description == text)
  }

  static let passing: [(reason: FetchError.Reason, mayPass: Bool)] = [
    (.refused("h"), true), (.reset(bytes: 0), true), (.closed(overTLS: false), true),
    (.cutShort(bytes: 0, of: nil), true),
    (.timeLimit(.connecting(isOfAll: true), seconds: 1, bytes: 0), true),
    (.timeLimit(.firstByte, seconds: 1, bytes: 0), true),
    (.timeLimit(.all, seconds: 1, bytes: 1), false),
    (.timeLimit(.silence, seconds: 1, bytes: 1), false), (.noSuchName("h"), false), (.noTLS, false),
    (.oldTLS, false),
    (.status(404, body: [], isFromPprof: true, retryAfter: nil), false),
    (.status(500, body: [], isFromPprof: true, retryAfter: nil), false),
    (.status(501, body: [], isFromPprof: false, retryAfter: nil), false),
    (.status(502, body: [], isFromPprof: false, retryAfter: nil), true),
    (.status(504, body: [], isFromPprof: false, retryAfter: nil), true),
    (.status(505, body: [], isFromPprof: false, retryAfter: nil), false),
  ]

  @Test(arguments: passing)
  func whatPassesByItselfIsKnown(_ reason: FetchError.Reason, _ mayPass: Bool) {
    #expect(FetchError(reason).mayPass == mayPass)
  }

  @Test func secondsGrowTheLimit() throws {
    var settings = FetchSettings()
    settings.timeout = 2
    #expect(try settings.timeout(for: ServiceURL("http://h/x?seconds=30")) == 32)
    #expect(try settings.timeout(for: ServiceURL("http://h/x")) == 2)
    #expect(try settings.timeout(for: ServiceURL("http://h/x?seconds=-5")) == 2)
    #expect(try settings.silence(for: ServiceURL("http://h/x?seconds=30")) == 50)
    #expect(try settings.silence(for: ServiceURL("http://h/x")) == 20)
  }

  @Test func anotherServerIsToldNothingSecret() {
    var settings = FetchSettings()
    settings.headers = Secret("env:A").map { [.init(name: "X", value: $0)] } ?? []
    (settings.user, settings.password, settings.bearer) = ("me", Secret("env:A"), Secret("env:A"))
    (settings.certificate, settings.key, settings.socket) = ("/a", "/b", "/c")
    settings.timeout = 5
    #expect(settings.hasSecrets)
    var expected = FetchSettings()
    expected.timeout = 5
    #expect(settings.forAnotherServer == expected)
  }
}
