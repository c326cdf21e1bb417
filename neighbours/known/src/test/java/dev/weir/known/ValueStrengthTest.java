package dev.weir.known;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueStrengthTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MySecure" + "Password123!",
        "kX9#mQ2$vL5p",
        "0f1e9c7ab3d24586",
        "xkqzjvbnmwqextrp",
        "correct-horse-battery-staple-zebra-lamp",
        "postgres://app:Tr0ub4dor@db/app"
      })
  void strongEnough(String value) {
    assertThat(ValueStrength.bits(value)).isGreaterThanOrEqualTo(ValueStrength.LEAST_BITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "production",
        "production-database",
        "localhost",
        "changeme",
        "Password1!",
        "password123",
        "12345678901234567890",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrstuvwxyz",
        "abcabcabcabcabcabc",
        "some.host.example.com",
        "5432",
        "2026-11-21"
      })
  void tooWeak(String value) {
    assertThat(ValueStrength.bits(value)).isLessThan(ValueStrength.LEAST_BITS);
  }
}
