package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionedFilesTest {
  @Test
  void findsNamesAfterAnAtSign() {
    assertThat(MentionedFiles.in("see @.env, @src/a.py#L5-9 and (@\"my file\"). Or @a\\ b?"))
        .containsExactly(".env", "src/a.py", "my file", "a b");
    assertThat(MentionedFiles.in("mail jane@example.com @")).isEmpty();
    assertThat(MentionedFiles.in("@\"")).isEmpty();
  }
}
