import ProfileSystem

/// The proxy that an address is asked through.
///
/// As in Go's `http.ProxyFromEnvironment`: the variables may have either case, small letters count first, and what is on
/// this machine is asked directly.
enum ProxyChoice {
  /// - `chosen`: what is asked in place of what the environment says.
  /// - Returns: nil for none.
  /// - Throws: `FetchError` when what the environment says is no address.
  static func proxy(
    for url: ServiceURL, _ chosen: ProxyURL?, environment: (String) -> String? = variable
  ) throws(FetchError) -> ProxyURL? {
    if let chosen { return chosen }
    if url.isLocal || url.socket != nil { return nil }
    let name = url.transport == .plain ? "http_proxy" : "https_proxy"
    guard let text = either(name, environment) ?? either("all_proxy", environment) else {
      return nil
    }
    if ProxyExceptions(either("no_proxy", environment) ?? "").contains(url) { return nil }
    // There may be a password in it, so it is not repeated.
    do { return try ProxyURL(text) } catch {
      throw FetchError(.noProxy("the one in the environment \(error)"))
    }
  }

  private static func either(_ name: String, _ environment: (String) -> String?) -> String? {
    [name, name.uppercased()].lazy.compactMap(environment).first { !$0.isEmpty }
  }

  static func variable(_ name: String) -> String? {
    // A web server hands a request's header `Proxy:` to its scripts as HTTP_PROXY; Go does not take it there either.
    if name == "HTTP_PROXY", ThisProcess.environment("REQUEST_METHOD") != nil { return nil }
    return ThisProcess.environment(name).map { String(decoding: $0, as: UTF8.self) }
  }
}
