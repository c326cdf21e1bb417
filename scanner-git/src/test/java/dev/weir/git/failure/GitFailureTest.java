package dev.weir.git.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.source.UnreadReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GitFailureTest {
  private static final ObjectId ID =
      ObjectId.fromString("0123456789012345678901234567890123456789");

  static Stream<RuntimeException> damage() {
    return Stream.of(
        new IllegalArgumentException("key=12345"),
        new ArrayIndexOutOfBoundsException("key=12345"),
        new StringIndexOutOfBoundsException("key=12345"),
        new NegativeArraySizeException("key=12345"),
        new ArithmeticException("key=12345"),
        new ClassCastException("key=12345"),
        new BufferUnderflowException());
  }

  @ParameterizedTest
  @MethodSource("damage")
  void convertsExceptionsForDamagedFilesWithoutTheirText(RuntimeException thrown) {
    assertThatThrownBy(
            () ->
                GitFailure.guard(
                    () -> {
                      throw thrown;
                    }))
        .isInstanceOf(IOException.class)
        .hasCause(thrown)
        .hasMessage("it is damaged (" + thrown.getClass().getSimpleName() + ")");
  }

  @Test
  void passesOtherExceptionsOn() throws IOException {
    IllegalStateException bug = new IllegalStateException("a bug");
    assertThatThrownBy(
            () ->
                GitFailure.guard(
                    () -> {
                      throw bug;
                    }))
        .isSameAs(bug);
    IOException known = new IOException("known");
    assertThatThrownBy(
            () ->
                GitFailure.guard(
                    () -> {
                      throw known;
                    }))
        .isSameAs(known);
    assertThatThrownBy(
            () ->
                GitFailure.guard(
                    () -> {
                      throw new UncheckedIOException(known);
                    }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("known");
    assertThat(GitFailure.guard(() -> "result")).isEqualTo("result");
  }

  @Test
  void namesAMissingObject() {
    MissingObjectException missing = new MissingObjectException(ID, "blob");
    assertThat(GitFailure.kind(missing)).isEqualTo(UnreadReason.MISSING);
    assertThat(GitFailure.reason(missing)).isEqualTo("object " + ID.name() + " is missing");
    assertThat(GitFailure.kind(new IOException("x"))).isEqualTo(UnreadReason.UNREADABLE);
    assertThat(GitFailure.reason(new IOException("x"))).isEqualTo("x");
    assertThat(GitFailure.reason(new EOFException())).isEqualTo("it ends too early");
  }
}
