package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Baseline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** A baseline is read, or refused with a message that contains none of its secrets. */
final class BaselineFuzz implements FuzzTarget {
  private static final String SECRET = "mk_0123456789abcdef";

  @Override
  public List<byte[]> seeds() {
    String finding =
        "{\"RuleID\":\"made-up\",\"Description\":\"d\",\"StartLine\":3,\"EndLine\":4,"
            + "\"StartColumn\":5,\"EndColumn\":6,\"Match\":\"key "
            + SECRET
            + "\",\"Secret\":\""
            + SECRET
            + "\",\"File\":\"a.go\",\"SymlinkFile\":\"\",\"Commit\":\"01\",\"Entropy\":1.5e0,"
            + "\"Author\":\"\\u00e9\",\"Email\":\"\",\"Date\":\"\",\"Message\":\"\","
            + "\"Tags\":[\"a\",{\"b\":[]}],\"Fingerprint\":\"x\",\"Extra\":null}";
    return List.of(
        ("[" + finding + "]").getBytes(UTF_8),
        ("[" + finding + ",\n " + finding + "]").getBytes(UTF_8),
        "null".getBytes(UTF_8),
        "[]\n".getBytes(UTF_8));
  }

  @Override
  public void run(byte[] input) {
    try {
      Baseline.read(new ByteArrayInputStream(input)).contains(Findings.plain());
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain(SECRET, SECRET.substring(3));
    }
  }
}
