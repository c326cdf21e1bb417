package dev.weir.rules;

import dev.weir.rules.RuleSamplesTest.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes the samples of the rules in the table of providers: each form in the usual places. */
final class TableSamples {
  private static final Pattern PART = Pattern.compile("\\$\\{[a-z0-9]+:([0-9]+)(?:-[0-9]+)?\\}");

  private TableSamples() {}

  static List<Sample> all() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (ProviderRow row : ProviderTable.read(Path.of("src/main/rules/providers.tsv"))) {
      for (ValueForm form : row.forms()) {
        samples.add(new Sample(row.id(), form.recipe(), found(row), notFound(row, form)));
      }
    }
    return samples;
  }

  private static List<String> found(ProviderRow row) {
    List<String> texts = new ArrayList<>();
    for (String name : row.names()) {
      String plain = name.replace("+", "");
      String snake = plain.replaceAll("[ -]", "_");
      texts.add(snake.toUpperCase(Locale.ROOT) + "_API_KEY={}\n");
    }
    String name = row.names().get(0).replace("+", "");
    String snake = name.replaceAll("[ -]", "_");
    texts.add("const my" + camel(name) + "Token = \"{}\";\n");
    texts.add("{\"name\":\"" + snake + "_secret\",\"value\":\"{}\"}\n");
    texts.add("- name: " + snake + ".key\n  value: {}\n");
    texts.add("<" + snake + ".token>{}</" + snake + ".token>\n");
    texts.add("| " + name + " key | `{}` |\n");
    texts.add("ENV " + snake.toUpperCase(Locale.ROOT) + "_TOKEN {}\n");
    texts.add("run --" + snake.replace('_', '-') + "-token {} --quiet\n");
    if (!row.names().get(0).endsWith("++")) {
      texts.add("[" + snake + "]\napi_key = {}\n");
    }
    return texts;
  }

  private static List<String> notFound(ProviderRow row, ValueForm form) {
    List<String> texts = new ArrayList<>();
    String name = row.names().get(0).replaceAll("[ -]", "_").replace("+", "");
    texts.add("unnamed_account = " + form.recipe() + "\n");
    texts.add(name + "_of_us \n\n\n\n" + form.recipe() + "\n");
    String same = PART.matcher(form.recipe()).replaceAll("\\${same:$1}");
    texts.add(name + "_key = \"" + same.replaceAll("\\$\\{[a-z]+\\}", "\\${same:30}") + "\"\n");
    return texts;
  }

  private static String camel(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split("[ _-]", -1)) {
      text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return text.toString();
  }
}
