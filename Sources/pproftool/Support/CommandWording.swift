import LeakChecks
import ProfileModel
import ProfileReports

/// Library errors worded for the command line: with the option that helps.
enum CommandWording {
  /// The error and its remedy.
  static func text(of error: any Error) -> String {
    (error as? any RemediedError)?.remedy.map { "\(error)\(advice($0))" } ?? "\(error)"
  }

  private static func advice(_ remedy: Remedy) -> String {
    switch remedy {
    case .raiseInflatedLimit: "; raise the limit with --max-size if you trust the file"
    case .raiseTableLimit: "; if you trust the file, --max-size 16GB lets them take 4 GB"
    case .chooseProfile: "; choose one with --nth"
    case .chooseSampleType(let count): "; --sample-index takes a name, or 0 to \(count - 1)"
    case .giveFactor: "; --scale takes a number too"
    case .chooseFormat(let names): "; --to \(names.joined(separator: " or ")) can hold it"
    case .nameFormat(let name): "; check reads it only with --from \(name)"
    case .showPart: "; --focus or --tagfocus shows a part"
    case .raisePageLimit: "; raise --max-bytes, or show a part with --focus"
    case .drawLess: "; --focus shows a part, --nodefraction leaves out what is small"
    }
  }
}

extension ReportAdvice {
  /// Options that show what a report leaves out.
  static let options: ReportAdvice = {
    var advice = ReportAdvice()
    advice.allRows = "--nodecount 0"
    advice.allFrames = "--min-width 0"
    advice.wholeProfile = "pproftool view"
    advice.bothSides = "--layout union"
    return advice
  }()
}

extension StarterWording {
  /// How `check` uses the file.
  static let options: StarterWording = {
    var wording = StarterWording()
    wording.title = "Rules for pproftool check, made by check --init from healthy profiles:"
    wording.use = [
      "The limits leave room above the highest values found. Adjust them, then run",
      "  pproftool check --rules FILE PROFILE...",
      "It exits with 0 when all rules pass, 1 when a rule fails, 2 when there is no answer;",
      "pproftool help rules explains how to write rules.",
    ]
    wording.withBaseline = "With --baseline HEALTHY.pb.gz"
    return wording
  }()
}

extension CheckAdvice {
  /// Options that make a rule decidable.
  static let options: CheckAdvice = {
    var advice = CheckAdvice()
    advice.forBaseline = "--baseline gives one"
    advice.forSeries = "--instance folder makes them one series"
    advice.forFolders = "--instance folder takes each folder as one"
    advice.forTimeFolders = "--instance name makes series of them"
    advice.forReplicas =
      #"for replicas side by side, --instance with a regular expression tells them apart: --instance '/(web-\d+)/'"#
    return advice
  }()
}
