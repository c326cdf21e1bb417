package dev.weir.cli.report.template;

final class SemanticVersion {}
