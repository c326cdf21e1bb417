package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.text.Utf8;
import dev.weir.fuzz.Findings;
import dev.weir.fuzz.FuzzTarget;
import dev.weir.gotemplate.Template;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A template is executed, or refused in Go's words. */
public final class TemplateFuzz implements FuzzTarget {
  private static final Path CASES =
      Path.of("../go-template/src/test/resources/template/cases.jsonl");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-06-07T08:09:10Z"), ZoneOffset.UTC);
  private static final int MOST_OUTPUT = 1 << 22;

  @Override
  public List<byte[]> seeds() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<byte[]> seeds = new ArrayList<>();
    for (String line : Files.readAllLines(CASES)) {
      seeds.add(json.readTree(line).get("template").asText().getBytes(UTF_8));
    }
    return seeds;
  }

  @Override
  public int tries() {
    return 800;
  }

  @Override
  public void run(byte[] input) throws IOException {
    String text = Utf8.decode(input, 0, input.length);
    GoList findings =
        GoList.of(
            "[]report.Finding",
            List.of(new FindingStruct(Findings.plain()), new FindingStruct(Findings.ofCommit())));
    try {
      Template.parse("custom", text).execute(findings, new Bounded(), CLOCK);
    } catch (TemplateException e) {
      assertThat(e.getMessage()).startsWith("template: ");
    } catch (Full e) {
      // The output was cut off, so the template would have continued.
    }
  }

  private static final class Full extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Limits the output to what fits on a disk. */
  private static final class Bounded implements Appendable {
    private int left = MOST_OUTPUT;

    private Appendable take(int count) throws IOException {
      left -= count;
      if (left < 0) {
        throw new Full();
      }
      return this;
    }

    @Override
    public Appendable append(CharSequence text) throws IOException {
      return take(text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      return take(end - start);
    }

    @Override
    public Appendable append(char c) throws IOException {
      return take(1);
    }
  }
}
