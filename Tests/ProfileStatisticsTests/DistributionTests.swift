import Testing

@testable import ProfileStatistics

/// Expected values from scipy 1.17.1.
@Suite struct DistributionTests {
  static let gammas: [(x: Double, digamma: Double, trigamma: Double)] = [
    (0.1, -10.423754940411076, 101.43329915079275),
    (0.5, -1.9635100260214235, 4.93480220054468),
    (1, -0.5772156649015329, 1.6449340668482266),
    (1.5, 0.03648997397857652, 0.9348022005446793),
    (2.5, 0.7031566406452432, 0.4903577561002349),
    (4, 1.2561176684318003, 0.28382295573711525),
    (5.999, 1.7059363290792255, 0.18135575138433863),
    (6, 1.7061176684318005, 0.18132295573711532),
    (10, 2.251752589066721, 0.10516633568168576),
    (25.5, 3.2189424728839198, 0.03999466964956292),
    (1000, 6.907255195648812, 0.001000500166666633),
  ]

  @Test(arguments: gammas)
  func derivativesOfTheGammaFunctionAreThoseOfTables(
    _ x: Double, _ digamma: Double, _ trigamma: Double
  ) {
    #expect((GammaFunction.digamma(x) - digamma).magnitude < 1e-10)
    #expect((GammaFunction.trigamma(x) / trigamma - 1).magnitude < 1e-10)
    #expect((GammaFunction.inverseTrigamma(trigamma) / x - 1).magnitude < 1e-9)
  }

  static let tails: [(degrees: Double, t: Double, tail: Double)] = [
    (2, 4.302652729749464, 0.025), (3.5, 2.1, 0.05676291261039907),
    (7.394352934108, 1.3, 0.11632812531455376), (11.394, 0.01, 0.4960971191043576),
    (11.394, 6.5, 1.8763194424628367e-05), (1.2, 3, 0.08511499718982364),
    (500.25, 2, 0.023020206221063214), (1008, 1.96, 0.025135491290001772),
    (8, 40, 8.392859439572896e-11),
  ]

  @Test(arguments: tails)
  func tailsOfStudentsDistribution(_ degrees: Double, _ t: Double, _ tail: Double) {
    let found = StudentDistribution.upperTail(t, degrees: degrees)
    #expect((found / tail - 1).magnitude < 1e-9)
    #expect((StudentDistribution.upperTail(-t, degrees: degrees) + tail - 1).magnitude < 1e-12)
  }

  static let quantiles: [(degrees: Double, confidence: Double, t: Double)] = [
    (2, 0.975, 4.302652729749462), (8, 0.975, 2.306004135204166),
    (11.394352934108, 0.975, 2.1917269212401065), (1000.5, 0.999, 3.0983980711528862),
    (4.5, 0.99999, 18.567279910716753), (2, 0.9999999, 2236.067642678063), (7, 0.5, 0),
  ]

  @Test(arguments: quantiles)
  func quantilesOfStudentsDistribution(_ degrees: Double, _ confidence: Double, _ t: Double) {
    let found = StudentDistribution.quantile(confidence, degrees: degrees)
    #expect((found - t).magnitude < 1e-8 * max(1, t))
  }

  /// The finite sums and the incomplete beta function give the same values.
  @Test func wholeDegreesAreThoseOfTheFiniteSums() {
    for degrees in [1, 2, 3, 8, 25] {
      for t in [0, 0.3, 1, 2.5, 9] {
        let sums = StudentDistribution.upperTail(t, degrees: degrees)
        let beta = StudentDistribution.upperTail(t, degrees: Double(degrees))
        #expect((sums - beta).magnitude < 1e-12, "\(degrees), \(t)")
      }
    }
  }

  @Test func whatIsNoNumberOfStudents() {
    #expect(StudentDistribution.upperTail(.infinity, degrees: 4.5) == 0)
    #expect(StudentDistribution.upperTail(-.infinity, degrees: 4.5) == 1)
  }

  /// The example of Benjamini and Hochberg (1995), and ties.
  @Test func theExampleOfBenjaminiAndHochberg() {
    let probabilities = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262,
      0.5719, 0.6528, 0.759, 1,
    ]
    let adjusted = BenjaminiHochberg.adjusted(probabilities)
    #expect(adjusted.count { $0 <= 0.05 } == 4)
    #expect((adjusted[3] - 0.0095 * 15 / 4).magnitude < 1e-12)
    #expect(BenjaminiHochberg.adjusted(probabilities.reversed()) == adjusted.reversed())
    #expect(BenjaminiHochberg.adjusted([0.04, 0.04, 0.01]) == [0.04, 0.04, 0.03])
    #expect(BenjaminiHochberg.adjusted([]) == [])
  }

  @Test func theLowerWeightedMedianIsTheFirstThatReachesHalf() {
    #expect(Median.lower([3, 1, 2], weights: [1, 1, 1]) == 2)
    #expect(Median.lower([3, 1, 2, 4], weights: [1, 1, 1, 1]) == 2)
    #expect(Median.lower([3, 1, 2], weights: [5, 1, 1]) == 3)
    #expect(Median.lower([], weights: []) == 0)
    #expect(Median.deviation(of: [1, 2, 3, 10]) == 1)
    #expect(Quantile.of([4, 1, 2, 3], 0.9) == 3.7)
    #expect(Quantile.of([], 0.9) == 0)
  }
}
