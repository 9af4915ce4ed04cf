"""One function per page, list or report; tile, list, export and API use the same one."""
