package dev.weir.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.TemplateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates can fill neither the memory nor the stack. */
class TemplateLimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{repeat 1000000000 \"abc\"}}",
        "{{repeat 9223372036854775807 \"abc\"}}",
        "{{indent 1000000000 \"abc\"}}",
        "{{nindent 60000000 \"a\\nb\"}}",
        "{{until 1000000000}}",
        "{{untilStep 9223372036854775807 -9223372036854775808 -1}}",
        "{{seq 1 100000000}}",
        "{{randAlpha 1000000000}}",
        "{{$s := repeat 1000000 \"a\"}}{{replace \"a\" $s $s}}",
        "{{$s := repeat 1000000 \"a\"}}{{regexReplaceAll \"a\" $s $s}}",
        "{{$s := repeat 1000000 \"a\"}}{{join $s (until 1000)}}",
        "{{$l := list \"a\"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{$l}}",
        "{{$l := list \"a\"}}{{range until 40}}{{$l = list $l $l}}{{end}}{{mustToJson $l}}",
        "{{$l := list 1}}{{range until 40}}{{$l = concat $l $l}}{{end}}",
        "{{$s := \"ab\"}}{{range until 60}}{{$s = print $s $s}}{{end}}",
      })
  void whatIsTooLargeIsRefused(String text) {
    assertThatThrownBy(() -> execute(text))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(" of more than ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{define \"a\"}}{{template \"a\" .}}{{end}}{{template \"a\" .}}",
        "{{define \"a\"}}{{if true}}{{with 1}}{{template \"a\" (print (print 1))}}{{end}}{{end}}"
            + "{{end}}{{template \"a\" .}}",
      })
  void endlessTemplateIsRefused(String text) {
    assertThatThrownBy(() -> execute(text))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("exceeded maximum template depth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{$d}}", "{{toRawJson $d}}", "{{deepCopy $d}}", "{{deepEqual $d $e}}"})
  void mapInItselfIsRefused(String use) {
    String text =
        "{{$d := dict}}{{$_ := set $d \"a\" $d}}{{$e := dict}}{{$_ := set $e \"a\" $e}}" + use;
    assertThatThrownBy(() -> execute(text))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("nested more than");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> execute("{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("max expression depth exceeded");
    assertThatThrownBy(() -> execute("{{if 1}}".repeat(5000) + "{{end}}".repeat(5000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("max nesting depth exceeded");
    assertThatThrownBy(() -> execute("{{if 1}}" + "{{else if 1}}".repeat(5000) + "{{end}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("max nesting depth exceeded");
  }

  @Test
  void whatWasWrittenBeforeAnErrorStays() throws IOException {
    StringBuilder out = new StringBuilder();
    try {
      Template.parse("custom", "before {{.Foo}}").execute(ReportedFindings.both(), out);
    } catch (TemplateException e) {
      assertThat(e)
          .hasMessage(
              "template: custom:1:9: executing \"custom\" at <.Foo>: can't evaluate field Foo in"
                  + " type []report.Finding");
    }
    assertThat(out).hasToString("before ");
  }

  @Test
  void rangeKeepsNoElement() throws Exception {
    GoList many =
        new GoList() {
          @Override
          public int size() {
            return 300_000;
          }

          @Override
          public Iterator<Object> iterator() {
            return new Iterator<>() {
              private int at;

              @Override
              public boolean hasNext() {
                return at < size();
              }

              @Override
              public Object next() {
                if (!hasNext()) {
                  throw new NoSuchElementException();
                }
                return new byte[] {(byte) ('0' + at++ % 10)};
              }
            };
          }

          @Override
          public Object get(int index) {
            throw new AssertionError("only iteration is allowed");
          }

          @Override
          public String typeName() {
            return "[]string";
          }
        };
    StringBuilder out = new StringBuilder();
    Template.parse("custom", "{{len .}} {{range .}}{{if eq . \"x\"}}{{.}}{{end}}{{end}}done")
        .execute(many, out);
    assertThat(out).hasToString("300000 done");
  }

  @Test
  void bytesThatAreNotCharactersReachAStream() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Template.parse("custom", "{{\"\\xff\u00e9\"}}{{trunc 1 \"\u00e9\"}}")
        .execute(null, new Utf8Output(bytes));
    assertThat(bytes.toByteArray())
        .isEqualTo(new byte[] {(byte) 0xFF, (byte) 0xC3, (byte) 0xA9, (byte) 0xC3});
  }

  private static void execute(String text) throws TemplateException, IOException {
    Template.parse("custom", text).execute(null, new StringBuilder());
  }
}
