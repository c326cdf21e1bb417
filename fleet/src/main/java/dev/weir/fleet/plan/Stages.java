package dev.weir.fleet.plan;

/**
 * The steps of a run that read repositories, in their order.
 *
 * @param survey reads SURVEY_TASKS, gives SURVEY, SLICES, GONE and UNREAD
 * @param list reads LIST_TASKS, gives UNITS, COUNTED and UNREAD
 * @param match reads MATCH_TASKS and AGAIN_TASKS, gives FOUND, MATCHES and UNREAD
 * @param head reads HEAD_TASKS, gives IN_HEAD and UNREAD
 */
public record Stages(Stage survey, Stage list, Stage match, Stage head) {}
