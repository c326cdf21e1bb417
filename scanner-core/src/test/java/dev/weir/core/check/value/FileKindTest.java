package dev.weir.core.check.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
  @ParameterizedTest
  @CsvSource({
    "'',CODE",
    "src/Main.java,CODE",
    "main.tf,CODE",
    ".env,DATA",
    "deploy/.env.production,DATA",
    "a/b.yml,DATA",
    "app.properties,DATA",
    "README.md,DOCUMENT",
    "res/values-af/network.xml,TRANSLATION",
    "app/strings.xml,TRANSLATION",
    "web/app.i18n.json,TRANSLATION",
    "Resources/Localization/users.json,TRANSLATION",
    "de.lproj/Main.strings,TRANSLATION",
    "messages_pt_BR.properties,TRANSLATION",
    "ui/de.json,TRANSLATION",
    "src/de.java,CODE",
    "po/fr.po,TRANSLATION",
    "yarn.lock,LOCK",
    "web/package-lock.json,LOCK",
    "go.sum,LOCK",
  })
  void kindsByPath(String path, FileKind kind) {
    assertThat(FileKind.of(path)).isEqualTo(kind);
  }
}
