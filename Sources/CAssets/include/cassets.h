// Scripts, style sheets and texts, put into the program when it is built.
#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>

// A file, or several one after the other, in memory that is only read.
struct cassets_file {
  const unsigned char *bytes;
  size_t count;
};

struct cassets_file cassets_flame_graph_script(void);
struct cassets_file cassets_flame_graph_drop_frames(void);
struct cassets_file cassets_flame_graph_picture_style(void);
struct cassets_file cassets_flame_graph_print_style(void);
struct cassets_file cassets_flame_graph_page_style(void);
struct cassets_file cassets_flame_graph_colors(void);

struct cassets_file cassets_viewer_script(void);
struct cassets_file cassets_viewer_loader(void);
struct cassets_file cassets_viewer_style(void);

struct cassets_file cassets_server_style(void);
struct cassets_file cassets_report_style(void);

struct cassets_file cassets_help_rules(void);
struct cassets_file cassets_help_formats(void);
struct cassets_file cassets_help_filters(void);
struct cassets_file cassets_help_pprof(void);

#endif
