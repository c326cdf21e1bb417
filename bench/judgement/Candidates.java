import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints what generic rules match below folders, reported or not: path, line, a number for the
 * value, and the parts of its score. {@code calibrate.py} starts it, with weights of one.
 */
final class Candidates {
  private static final int LARGEST = 3_000_000;
  private static final int FIRST_BYTES = 8000;

  private Candidates() {}

  public static void main(String[] folders) throws IOException {
    Map<String, Rule> rules = new HashMap<>();
    DefaultRules.ruleSet().rules().forEach(rule -> rules.put(rule.id(), rule));
    Detector detector =
        new Detector(new RuleIndex(DefaultRules.ruleSet()), DetectOptions.defaults());
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    for (String folder : folders) {
      Path root = Path.of(folder);
      try (Stream<Path> walk = Files.walk(root)) {
        for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
          byte[] bytes = Files.size(file) > LARGEST ? new byte[0] : Files.readAllBytes(file);
          if (bytes.length > 0 && !isBinary(bytes)) {
            String path = root.relativize(file).toString();
            Content text = Content.ofOwned(bytes);
            detector.detect(
                new Fragment(path, "", text, 1, null), new Printer(folder, rules, text, out));
          }
        }
      }
    }
    out.flush();
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(FIRST_BYTES, bytes.length); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private record Printer(String folder, Map<String, Rule> rules, Content text, PrintStream out)
      implements DetectionListener {
    @Override
    public void found(Finding finding) {
      print(finding);
    }

    @Override
    public void suppressed(Finding candidate, Suppression why) {
      if (why instanceof Suppression.Dismissed) {
        print(candidate);
      }
    }

    private void print(Finding finding) {
      Rule rule = rules.get(finding.ruleId());
      if (rule == null || !rule.metadata().check().name().equals("generic-value")) {
        return;
      }
      int line = finding.region().startLine();
      int at = text.indexOf(finding.match(), lineStart(line - finding.match().text().split("\n").length));
      Judgement judgement =
          ValueChecks.named("generic-value")
              .judge(
                  finding.secret(),
                  finding.match(),
                  new Surroundings(finding.path(), text, Math.max(0, at)));
      if (judgement.isScored()) {
        List<String> parts =
            judgement.parts().stream().map(part -> part.what() + "=" + part.weight()).toList();
        out.println(
            folder
                + "\t"
                + finding.path()
                + "\t"
                + line
                + "\t"
                + finding.secret().hashCode()
                + "\t"
                + parts.stream().collect(Collectors.joining(";")));
      }
    }

    private int lineStart(int line) {
      int at = 0;
      for (int i = 0, seen = 0; i < text.length() && seen < line; i++) {
        if (text.bytes()[i] == '\n') {
          seen++;
          at = i + 1;
        }
      }
      return at;
    }
  }
}
