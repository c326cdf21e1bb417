package dev.weir.fleet.spark;

import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A folder with a folder of Parquet files for each table, on any file system that Spark knows. */
final class SparkFolder implements SparkDestination {
  private final SparkSession spark;
  private final Path folder;
  private final FileSystem files;
  private final NextTables next;

  SparkFolder(SparkSession spark, Path folder) throws IOException {
    this.spark = spark;
    this.folder = folder;
    files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    next = new NextTables(files, folder);
  }

  @Override
  public void recover() throws IOException {
    next.publish(this::replace);
  }

  @Override
  public @Nullable Dataset<Row> published(Table table) throws IOException {
    if (files.exists(path(table)) && !files.getFileStatus(path(table)).isDirectory()) {
      throw new IOException(path(table) + " is in the way of a table; nothing was changed");
    }
    return files.exists(path(table))
        ? spark.read().schema(Rows.schema(table.columns())).parquet(path(table).toString())
        : null;
  }

  @Override
  public void publish(Set<Table> tables, WorkTables run) throws IOException {
    next.write(tables, run);
    next.publish(this::replace);
  }

  private void replace(Table table, Path from) throws IOException {
    files.delete(path(table), /* recursive= */ true);
    if (!files.rename(from, path(table))) {
      throw new IOException("cannot move " + from + " to " + path(table));
    }
  }

  private Path path(Table table) {
    return new Path(folder, table.sqlName());
  }
}
