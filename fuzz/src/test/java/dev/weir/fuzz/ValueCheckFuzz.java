package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/** No value and no text around it makes a check fail, and no reason contains the value. */
final class ValueCheckFuzz implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    String header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    String claims =
        base64("{\"sub\":\"1\",\"exp\":1700000000,\"a\":[1,2.5e3,null,{\"b\":\"\\u00e9\"}]}");
    return List.of(
        Parts.of(header + "." + claims + "." + "a".repeat(43), "token = \"", "\";\n"),
        Parts.of("pypi-AgEIcHlwaS5vcmc" + base64("2.0\0\1\2secret"), "    pwd: ", "\n"),
        Parts.of("AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0".repeat(4), "// ", ""),
        Parts.of("-----BEGIN PRIVATE KEY-----\n" + base64("x".repeat(90)) + "\n-----END", "", "\n"),
        Parts.of("ops_" + claims, "{\n  test(\"a\", () => {\n    x = '", "')\n})"),
        Parts.of("AKIAQWERTYUIOPASDFGH", "aws_key=", "\r\n"),
        Parts.of("correcthorsebatterystaple", "password = os.environ.get(\"", "\")"),
        Parts.of("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "<t>", "</t>"));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public void run(byte[] input) {
    List<byte[]> parts = Parts.split(input, 3);
    Content secret = Content.ofOwned(parts.get(0));
    String before = new String(parts.get(1), UTF_8);
    Content all = Content.ofOwned(joined(parts.get(1), parts.get(0), parts.get(2)));
    int from = Math.max(0, parts.get(1).length - 5);
    Content match = all.slice(from, parts.get(1).length + parts.get(0).length);
    for (String path : List.of("src/Main.java", "docs/a.md", "", before)) {
      Surroundings where = new Surroundings(path, all, from);
      for (String name : ValueChecks.names()) {
        String reason = ValueChecks.named(name).judge(secret, match, where).dismissal();
        if (reason != null && secret.length() > 12) {
          assertThat(reason).isNotBlank().doesNotContain(secret.text());
        }
      }
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
