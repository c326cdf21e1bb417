package dev.weir.fleet.report;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads cells that may be empty. */
final class Cells {
  private Cells() {}

  /** Returns a text, or empty for null. */
  static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
