package dev.weir.core.check.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.Values;
import dev.weir.core.check.token.Base64Text;
import dev.weir.core.check.token.JsonObject;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

class ValueCheckProperties {
  @Property(tries = 300)
  void rightValuesPass(Draw draw) {
    long seed = draw.seed();
    for (String name : ValueChecks.names()) {
      String value = Values.valid(name, new Random(seed));
      assertThat(Values.dismissal(name, value)).as(name).isNull();
    }
  }

  @Property(tries = 300)
  void eachChangeOfOneCharacterIsDetected(Draw draw) {
    Random random = new Random(draw.seed());
    for (Function<Random, Values.Summed> make : Values.SUMMED.values()) {
      Values.Summed value = make.apply(random);
      String text = value.text();
      int at = value.from() + random.nextInt(text.length() - value.from());
      char old = text.charAt(at);
      String other = Values.chars(random, Values.ALNUM.replace(String.valueOf(old), ""), 1);
      // Separators between the parts are matched by the rules.
      if ("_.=".indexOf(old) < 0) {
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        assertThat(Values.dismissal(value.check(), changed)).as(value.check()).isNotNull();
      }
    }
  }

  @Property(tries = 500)
  void noBytesMakeAnyThrow(Draw draw) {
    byte[] bytes = draw.bytes(300);
    Random random = new Random(draw.seed());
    for (String name : ValueChecks.names()) {
      Values.dismissal(name, bytes.clone());
      byte[] value = Values.valid(name, random).getBytes(ISO_8859_1);
      Values.dismissal(name, Arrays.copyOf(value, random.nextInt(value.length + 1)));
      Values.dismissal(name, Arrays.copyOfRange(value, random.nextInt(value.length), value.length));
      byte[] joined = Arrays.copyOf(value, value.length + bytes.length);
      System.arraycopy(bytes, 0, joined, value.length, bytes.length);
      Values.dismissal(name, joined);
      for (int i = 0; i < 3; i++) {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      }
      Values.dismissal(name, value);
    }
  }

  @Property(tries = 300)
  void noJsonMakesTheReaderThrow(Draw draw) {
    Random random = new Random(draw.seed());
    String text = "{" + Values.chars(random, "{}[]\",:\\u00eE+-.1tfn \n\u00C3\u00A4", 40);
    assertThat(Values.dismissal("json-body", Values.base64(text)))
        .isIn(null, JsonObject.NONE, Base64Text.NONE);
  }
}
