package dev.weir.core.redact;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An encoded copy of a secret is found wherever it is, whatever encoded it. */
class EncodedCopiesProperties {
  private static final String CHARACTERS = "abcdefghijkXYZ0123456789+/=&<>\"'%\\ _-.é";

  private static String encoded(String text, Draw draw) {
    byte[] bytes = text.getBytes(UTF_8);
    return switch (draw.number(0, 8)) {
      case 0 -> Base64.getEncoder().encodeToString(bytes);
      case 1 -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case 2 -> Base64.getMimeEncoder(12, new byte[] {'\n'}).encodeToString(bytes);
      case 3 -> HexFormat.of().formatHex(bytes);
      case 4 -> HexFormat.of().withUpperCase().formatHex(bytes);
      case 5 -> percent(bytes, draw);
      case 6 -> json(text, draw);
      case 7 -> html(text, draw);
      default -> Base64.getEncoder().encodeToString(text.getBytes(UTF_16LE));
    };
  }

  private static String percent(byte[] bytes, Draw draw) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = b > ' ' && b != '%' && b != '+' && draw.oneIn(2);
      out.append(plain ? String.valueOf((char) b) : String.format("%%%02x", b & 0xFF));
    }
    return out.toString();
  }

  private static String json(String text, Draw draw) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean escape = c == '"' || c == '\\';
      if (draw.oneIn(3)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(escape ? "\\" : "").append(c);
      }
    }
    return out.toString();
  }

  private static String html(String text, Draw draw) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (draw.oneIn(3)) {
            out.append(draw.oneIn(2) ? "&#" + (int) c + ";" : String.format("&#x%x;", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  @Property(tries = 2_000)
  void findsCopies(Draw draw) {
    String secret = draw.text(12, 40, CHARACTERS).strip() + "x9";
    String around = draw.text(0, 9, "abc :,{}");
    String copy = encoded(draw.oneIn(2) ? secret : around + secret + around, draw);
    if (draw.oneIn(3)) {
      copy = encoded(copy, draw);
    }
    String text = draw.text(0, 20, "abc 123:,.") + " " + copy + " " + draw.text(0, 20, "abc 123");
    SecretMask mask = new SecretMask(List.of(Content.of(secret)), 100);
    Content shown = mask.in(Content.of(text));
    assertThat(shown.text()).contains("REDACTED");
    assertThat(mask.in(shown)).isSameAs(shown);
  }

  @Property(tries = 500)
  void leavesOtherTexts(Draw draw) {
    SecretMask mask = new SecretMask(List.of(Content.of("s3cret-value")), 100);
    Content text = Content.of(draw.text(0, 200, CHARACTERS));
    assertThat(mask.in(text)).isSameAs(text);
  }

  @Test
  void copiesAreFoundAcrossWindows() {
    String secret = "s3cret-value-0123456789";
    String copy = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
    SecretMask mask = new SecretMask(List.of(Content.of(secret)), 100);
    for (int before : new int[] {(1 << 18) - 10, (1 << 18) + 5, 600_000}) {
      String text = ". ".repeat(before / 2) + copy + " .".repeat(200_000);
      assertThat(mask.in(text)).doesNotContain(copy.substring(3, 25)).contains("REDACTED");
    }
  }
}
