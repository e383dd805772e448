// Kinds of file that are the program's own. `electron-builder.yml` tells the system the same.

/** How the name of a backup ends. */
export const BACKUP_ENDING = '.ctbackup';

/** How the name of a wording for another office ends. */
export const TEMPLATE_ENDING = '.cttemplate';
