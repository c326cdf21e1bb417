package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report as the flags describe it, not yet checked.
 *
 * @param path the file to write, or - for standard output
 * @param format the name of the format, or empty to choose it by the extension of the path
 * @param template the template file, or empty
 */
public record ReportRequest(String path, String format, String template) {
  /**
   * Returns the reports that flags request. A flag that the current report already has starts the
   * next report. A report without a path is dropped.
   */
  static List<ReportRequest> allOf(List<CommandLine.Setting> settings) {
    List<ReportRequest> requests = new ArrayList<>(0);
    Draft draft = new Draft();
    for (CommandLine.Setting setting : settings) {
      if (!draft.take(setting)) {
        draft.addTo(requests);
        draft = new Draft();
        draft.take(setting);
      }
    }
    draft.addTo(requests);
    return requests;
  }

  /** A report whose flags are still being read. */
  private static final class Draft {
    private @Nullable String path;
    private @Nullable String format;
    private @Nullable String template;

    /** Adds a flag to the report; returns false if the report already has this flag. */
    boolean take(CommandLine.Setting setting) {
      if (setting.flag() == Flag.REPORT_PATH) {
        boolean free = path == null;
        path = free ? setting.value() : path;
        return free;
      }
      if (setting.flag() == Flag.REPORT_FORMAT) {
        boolean free = format == null;
        format = free ? setting.value() : format;
        return free;
      }
      if (setting.flag() == Flag.REPORT_TEMPLATE) {
        boolean free = template == null;
        template = free ? setting.value() : template;
        return free;
      }
      return true;
    }

    void addTo(List<ReportRequest> requests) {
      if (path != null && !path.isEmpty()) {
        requests.add(
            new ReportRequest(
                path, format == null ? "" : format, template == null ? "" : template));
      }
    }
  }
}
