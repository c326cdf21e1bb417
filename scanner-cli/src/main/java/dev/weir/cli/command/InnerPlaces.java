package dev.weir.cli.command;

import dev.weir.adopt.ForeignReport;
import dev.weir.adopt.ReportedSecret;
import dev.weir.adopt.ScannerName;
import dev.weir.adopt.SecretClue;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.FileFragments;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Secrets of a report in places inside other files: in images, archives and documents. A scan of
 * the repository does not read these, so the report itself says what is there.
 *
 * @param known those whose secrets the report shows
 * @param masked those whose secrets it hides
 * @param others secrets in plain files
 */
record InnerPlaces(List<Known> known, List<ReportedSecret> masked, List<ReportedSecret> others) {
  private static final Pattern IMAGE = Pattern.compile("(?:layer|config) sha[0-9]+:[0-9a-f]{12}!");

  /** A secret as a finding, and what the report says. */
  record Known(Finding finding, ReportedSecret reported) {
    /** Returns true if the path begins with the digest of a layer or of a configuration. */
    boolean isInImage() {
      return IMAGE.matcher(finding.path()).lookingAt();
    }
  }

  /**
   * Divides secrets that a scan did not find. Only reports of weir and gitleaks have such paths.
   */
  static InnerPlaces of(ForeignReport report, List<ReportedSecret> absent) {
    boolean isOurs =
        report.scanner() == ScannerName.WEIR || report.scanner() == ScannerName.GITLEAKS;
    InnerPlaces places = new InnerPlaces(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ReportedSecret secret : absent) {
      boolean isInner = secret.path().indexOf(FileFragments.INNER_PATH) > 0;
      if (!isOurs || !isInner || secret.ruleId().isEmpty()) {
        places.others.add(secret);
      } else if (secret.clue() instanceof SecretClue.Plain plain) {
        places.known.add(new Known(finding(secret, plain.secret()), secret));
      } else {
        places.masked.add(secret);
      }
    }
    return places;
  }

  private static Finding finding(ReportedSecret reported, Content secret) {
    return new Finding(
        reported.ruleId(),
        "",
        reported.path(),
        "",
        null,
        new Location(reported.line(), reported.line(), 1, 1),
        secret,
        secret,
        secret,
        0,
        List.of(),
        "",
        List.of(),
        Region.FILE,
        "",
        Confidence.UNKNOWN);
  }
}
