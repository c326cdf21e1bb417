package dev.weir.core.config;

import dev.weir.core.config.toml.ConfigTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of tables as leniently as gitleaks does: numbers for texts, texts for
 * numbers, one text with commas for a list, one table for a list of tables.
 */
final class TableDecoder {
  private final String file;
  private final List<Problem> problems;

  TableDecoder(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  String text(ConfigTable table, String key, String where) {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      return "";
    }
    String text = asText(value.data());
    if (text == null) {
      wrong(value, where, "a text");
      return "";
    }
    return text;
  }

  private static @Nullable String asText(Object data) {
    if (data instanceof String || data instanceof Long) {
      return data.toString();
    }
    if (data instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.valueOf(number.longValue())
          : number.toString();
    }
    if (data instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    return null;
  }

  List<String> texts(ConfigTable table, String key, String where) {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      return List.of();
    }
    if (value.data() instanceof String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
    List<String> texts = new ArrayList<>();
    if (value.data() instanceof List<?> elements) {
      for (Object element : elements) {
        ConfigTable.Value item = (ConfigTable.Value) element;
        String text = asText(item.data());
        if (text == null) {
          wrong(item, where, "a text");
        } else {
          texts.add(text);
        }
      }
    } else {
      String text = asText(value.data());
      if (text == null) {
        wrong(value, where, "a list of texts");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  double number(ConfigTable table, String key, String where) {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      return 0;
    }
    if (value.data() instanceof Number number) {
      return number.doubleValue();
    }
    if (value.data() instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value.data() instanceof String text) {
      try {
        return text.isEmpty() ? 0 : Double.parseDouble(text);
      } catch (NumberFormatException e) {
        wrong(value, where, "a number");
        return 0;
      }
    }
    wrong(value, where, "a number");
    return 0;
  }

  @Nullable Integer optionalInteger(ConfigTable table, String key, String where) {
    return table.get(key) == null ? null : (int) number(table, key, where);
  }

  boolean flag(ConfigTable table, String key, String where) {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      return false;
    }
    if (value.data() instanceof Boolean flag) {
      return flag;
    }
    if (value.data() instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value.data() instanceof String text) {
      switch (text) {
        case "1", "t", "T", "true", "TRUE", "True" -> {
          return true;
        }
        case "", "0", "f", "F", "false", "FALSE", "False" -> {
          return false;
        }
        default -> {}
      }
    }
    wrong(value, where, "true or false");
    return false;
  }

  /**
   * Returns the tables of a list. A single table counts as a list of one, an empty table as an
   * empty list.
   */
  List<ConfigTable.Value> tables(ConfigTable table, String key, String where) {
    ConfigTable.Value value = table.get(key);
    if (value == null) {
      return List.of();
    }
    if (value.data() instanceof ConfigTable single) {
      return single.isEmpty() ? List.of() : List.of(value);
    }
    List<ConfigTable.Value> tables = new ArrayList<>();
    if (value.data() instanceof List<?> elements) {
      for (Object element : elements) {
        ConfigTable.Value item = (ConfigTable.Value) element;
        if (item.data() instanceof ConfigTable) {
          tables.add(item);
        } else {
          wrong(item, where, "a table");
        }
      }
    } else {
      wrong(value, where, "a list of tables");
    }
    return tables;
  }

  ConfigTable.@Nullable Value table(ConfigTable table, String key, String where) {
    ConfigTable.Value value = table.get(key);
    if (value != null && !(value.data() instanceof ConfigTable)) {
      wrong(value, where, "a table");
      return null;
    }
    return value;
  }

  private void wrong(ConfigTable.Value value, String where, String wanted) {
    String found =
        value.data() instanceof List
            ? "a list"
            : value.data() instanceof ConfigTable
                ? "a table"
                : value.data().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    problems.add(
        new Problem(file, value.line(), where, "expected " + wanted + ", got " + found, ""));
  }
}
