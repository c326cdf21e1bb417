package dev.weir.cli.command;

import dev.weir.ci.CiReport;
import dev.weir.ci.CiScope;
import dev.weir.ci.CiSystem;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.settings.ReportRequest;
import dev.weir.core.file.FailureWords;
import dev.weir.core.file.FoundFile;
import dev.weir.core.file.RegularFile;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The reports of a CI run, in a folder that the system takes them from. */
final class CiReports {
  /** Where GitHub takes a summary from; also in Gitea and Forgejo. */
  private static final String GITHUB_SUMMARY = "GITHUB_STEP_SUMMARY";

  /** The most that GitHub takes as the summary of a step. */
  private static final int MOST_SUMMARY_BYTES = 1 << 20;

  private final Environment environment;
  private final CiSystem system;
  private final String folder;

  CiReports(Environment environment, CiSystem system, String folder) {
    this.environment = environment;
    this.system = system;
    this.folder = folder;
  }

  /** Returns the reports to write, in folders that exist afterwards. */
  List<ReportRequest> requests() {
    List<ReportRequest> requests = new ArrayList<>();
    for (CiReport report : system.reports()) {
      String file = file(report);
      if (!file.equals("-")) {
        makePlace(environment.workingDirectory().resolve(file).toAbsolutePath());
      }
      requests.add(new ReportRequest(file, report.format(), ""));
    }
    return requests;
  }

  /** Returns the files, as messages name them. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    for (CiReport report : system.reports()) {
      String file = file(report);
      if (!file.equals("-")) {
        files.add(file);
      }
    }
    return files;
  }

  private String file(CiReport report) {
    return report.file().equals("-") ? "-" : folder + "/" + report.file();
  }

  /**
   * Makes a folder, and removes the report of an earlier run: nobody may take it for this one's.
   */
  private void makePlace(Path file) {
    Path parent = file.getParent();
    try {
      // A link in the repository could make weir write anywhere.
      Path link = FoundFile.linkTo(file, environment.workingDirectory().resolve("."));
      if (link != null) {
        throw unusable(link + " is a link in what is scanned, which weir does not follow");
      }
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(FailureWords.withFile(e));
    }
  }

  private UsageException unusable(String why) {
    return new UsageException(
        "cannot write reports to " + folder + ": " + why + "; use --reports FOLDER",
        ExitCode.FAILURE,
        false);
  }

  /**
   * Shows where the system looks that nothing could be scanned.
   *
   * @throws IOException if it cannot be written there
   */
  void publish(CiScope.Missing missing) throws IOException {
    requests();
    String text =
        ForeignText.line(missing.shown() + ", so nothing was scanned: " + missing.remedy());
    switch (system) {
      case GITHUB -> environment.out().print("::error title=weir::" + text + "\n");
      case AZURE -> environment.out().print("##vso[task.logissue type=error;]" + text + "\n");
      default -> {}
    }
    Files.writeString(
        environment.workingDirectory().resolve(file(CiReport.SUMMARY)),
        "## weir: nothing was scanned\n\n    " + text + "\n");
    publish();
  }

  /**
   * Shows the summary where the system has a place for it.
   *
   * @throws IOException if it cannot be written there
   */
  void publish() throws IOException {
    String place = environment.variables().getOrDefault(GITHUB_SUMMARY, "");
    Path summary = environment.workingDirectory().resolve(file(CiReport.SUMMARY));
    if (!Files.isRegularFile(summary)) {
      return;
    }
    if (!place.isEmpty()) {
      byte[] text = RegularFile.readUpTo(summary, MOST_SUMMARY_BYTES);
      Files.write(
          environment.workingDirectory().resolve(place),
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    if (system == CiSystem.AZURE) {
      environment
          .out()
          .print("##vso[task.uploadsummary]" + summary.toAbsolutePath().normalize() + "\n");
    }
  }
}
