// The modules of the library, with one import.
@_exported public import LeakChecks
@_exported public import ProfileAnalysis
@_exported public import ProfileModel
@_exported public import ProfilePatterns
@_exported public import ProfileReports
@_exported public import ReportRequests
