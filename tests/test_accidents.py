"""Real builds, broken the way builds break: what smaplint says of each, and nothing else. The ways are in accidents.py.

A row: the accident, the build, the files that it befalls, and each finding as `severity rule place`. A place is
`file /json/pointer`, for a fault of `mappings` `file mappings BYTE = LINE:SEGMENT`, else `file:line:column`; in an inline
map it is that of the digits in the bundle, with the pointer. Bytes count from 0, all else from 1, columns are UTF-16
units. Notes that the correct build has too are left aside.
"""

import inspect
import shutil
from functools import cache
from pathlib import Path

import pytest

from smaplint.engine import lint, take
from smaplint.report import Finding, Report
from smaplint.rule import Severity
from smaplint.settings import Settings
from smaplint.snapshot import Snapshot
from tests import accidents as a
from tests.accidents import BUILDS, Accident
from tests.places import check
from tests.uploaders.test_real_builds import ROWS as UPLOADED

DEFAULTS = Settings()
PRIVATE = Settings(presets=("private",))
HIDDEN = Settings(options={"public-map-exposure": {"policy": "hidden"}})
# As `exposure: {policy: none}` in a configuration.
NONE = Settings(options={"public-map-exposure": {"policy": "none"}, "leftover-map": {"policy": "none"}})

# What a correct build is told of too, and so an accident that only adds text to a map.
_POLICY = frozenset(("public-map-exposure", "inline-map"))

# fmt: off
ROWS: list[tuple[Accident, str, str, list[str]]] = [
    # the file was not written to its end, or something else was written
    (a.killed_build, "esbuild", "main.js.map", ["error json-syntax main.js.map:4:70540"]),
    (a.full_disk, "esbuild", "main.js.map", ["error json-syntax main.js.map:5:36360"]),
    (a.last_byte_lost, "webpack-source-map", "main*.js.map", ["error json-syntax main.131c5f06.js.map:1:65317"]),
    (a.text_column_too_short, "webpack-source-map", "main*.js.map", ["error json-syntax main.131c5f06.js.map:1:65309"]),
    (a.crashed_filesystem, "esbuild", "main.js.map", ["error not-a-source-map main.js.map:1:1"]),
    (a.failed_download, "esbuild", "*.map", [
        "error not-a-source-map main.css.map:1:1",
        "error not-a-source-map main.js.map:1:1",
    ]),
    (a.not_found_text, "esbuild", "main.css.map", ["error not-a-source-map main.css.map:1:1"]),
    (a.access_denied, "esbuild", "main.js.map", ["error not-a-source-map main.js.map:1:1"]),
    (a.json_error, "esbuild", "main.js.map", ["error not-a-source-map main.js.map:1:1"]),
    (a.spa_fallback, "vite-sourcemap", "assets/index*.map", ["error not-a-source-map assets/index-DIcQyT_i.js.map:1:1"]),
    (a.spa_fallback, "parcel", "*.css.map", ["error not-a-source-map app.d947ae85.css.map:1:1"]),
    (a.lfs_pointer, "rollup", "*.map", [
        "error not-a-source-map StatsPanel-BWvKI6-n.js.map:1:1",
        "error not-a-source-map export-BfoDlRvs.js.map:1:1",
        "error not-a-source-map main.js.map:1:1",
    ]),
    (a.merge_conflict, "rollup", "main.js.map", ["error not-a-source-map main.js.map:1:1"]),
    (a.script_under_the_maps_name, "rollup", "main.js.map", ["error not-a-source-map main.js.map:1:1"]),
    (a.script_under_the_maps_name, "sass", "shelf.css.map", ["error not-a-source-map shelf.css.map:1:1"]),
    (a.gzip_in_place, "esbuild", "*.map", [
        "error not-a-source-map main.css.map:1:1",
        "error not-a-source-map main.js.map:1:1",
    ]),
    (a.two_maps_in_one_file, "rollup", "main.js.map", ["error json-syntax main.js.map:2:1"]),

    # the text was edited, or encoded again
    (a.utf16_by_powershell, "esbuild", "main.js.map", ["error text-encoding main.js.map:1:1"]),
    (a.mark_by_powershell, "esbuild", "main.js.map", ["error byte-order-mark main.js.map:1:1"]),
    (a.latin1_by_script, "webpack-source-map", "main*.js.map", ["error text-encoding main.131c5f06.js.map:1:42892"]),
    (a.latin1_path, "esbuild", "main.js.map", ["error text-encoding main.js.map:3:50"]),
    (a.licence_by_robot, "esbuild", "main.js.map", ["error json-syntax main.js.map:1:1"]),
    (a.key_added_by_sed, "webpack-source-map", "main*.js.map", ["error duplicate-key main.131c5f06.js.map /file"]),
    (a.python_repr, "esbuild", "main.js.map", ["error json-syntax main.js.map:1:2"]),
    (a.trailing_comma, "tsc", "main.js.map", ["error json-syntax main.js.map:7:1076"]),
    (a.nan_by_python, "tsc", "main.js.map", ["error json-syntax main.js.map:1:1194"]),
    (a.wrapped_by_fold, "tsc", "lib/dates.js.map", ["error json-syntax lib/dates.js.map:1:999"]),
    (a.windows_path_by_template, "rollup", "main.js.map", ["error json-syntax main.js.map:1:17"]),
    (a.stringified_twice, "esbuild", "main.js.map", ["error not-a-source-map main.js.map:1:1"]),
    (a.xssi_line_of_server, "esbuild", "main.js.map", ["warning xssi-prefix main.js.map:1:1"]),
    (a.emoji_cut_in_half, "esbuild", "main.js.map", ["warning lone-surrogate main.js.map:1:64813"]),

    # fields
    (a.version_by_template, "tsc", "[ms]*.js.map", [
        "error version-integer main.js.map /version",
        "error version-integer messages.js.map /version",
        "error version-integer status.js.map /version",
    ]),
    (a.version_by_gson, "esbuild", "main.js.map", ["error version-integer main.js.map /version"]),
    (a.inline_version_by_template, "esbuild-inline", "*.js", ["error version-integer shelf-4TH6LR54.js:2:71 /version"]),
    (a.inline_version_by_template, "babel-inline", "main.js", ["error version-integer main.js:2:79 /version"]),
    (a.null_file_by_injector, "esbuild", "main.js.map", ["note field-types main.js.map /file"]),
    (a.null_contents, "tsc", "main.js.map", ["note field-types main.js.map /sourcesContent"]),
    (a.misspelled_contents, "esbuild", "main.js.map", ["warning misspelled-field main.js.map /sourceContent"]),
    (a.buffers_for_texts, "postcss", "base.css.map", ["error field-types base.css.map /sourcesContent/0"]),
    (a.array_of_php, "esbuild", "main.js.map", ["error field-types main.js.map /sources"]),
    (a.lone_item_unwrapped, "tsc", "main.js.map", ["error field-types main.js.map /sources"]),
    (a.mappings_dropped, "esbuild", "main.js.map", ["error required-fields main.js.map:1:1"]),
    (a.null_mappings, "esbuild", "main.js.map", ["error field-types main.js.map /mappings"]),
    (a.virtual_module, "esbuild", "main.js.map", ["warning sources-content-length main.js.map /sourcesContent"]),
    (a.virtual_module_in_front, "webpack-source-map", "main*.js.map", [
        "warning sources-content-length main.131c5f06.js.map /sourcesContent",
    ]),
    (a.texts_of_dependencies_dropped, "rollup", "main.js.map", [
        "warning sources-content-length main.js.map /sourcesContent",
    ]),
    (a.ignore_list_of_another, "rollup", "[Se]*.js.map", [
        "warning ignore-list StatsPanel-BWvKI6-n.js.map /ignoreList/2",
        "warning ignore-list export-BfoDlRvs.js.map /ignoreList/1",
    ]),
    (a.ignored_names, "rollup", "main.js.map", ["error ignore-list main.js.map /ignoreList/0"]),

    # mappings
    (a.host_by_sed, "esbuild", "main.js*", ["error mappings-alphabet main.js.map mappings 426 = 29:2"]),
    (a.stage_by_sed, "tsc", "lib/dates.js*", ["error segment-length lib/dates.js.map mappings 717 = 14:10"]),
    (a.url_safe_digits, "vite-sourcemap", "assets/index*.js.map", [
        "error mappings-alphabet assets/index-DIcQyT_i.js.map mappings 4537 = 1:838",
    ]),
    (a.folded_by_yaml, "tsc", "lib/dates.js.map", ["error mappings-alphabet lib/dates.js.map mappings 71 = 2:3"]),
    (a.zero_width_by_wiki, "esbuild", "main.js.map", ["error mappings-alphabet main.js.map mappings 5002 = 75:10"]),
    (a.mappings_in_a_short_column, "webpack-source-map", "main*.js.map", [
        "error mappings-vlq main.131c5f06.js.map mappings 1016 = 1:168",
    ]),
    (a.unsigned_columns, "esbuild", "main.js.map", ["error mappings-vlq main.js.map mappings 18 = 19:1"]),
    (a.separators_dropped, "tsc", "lib/dates.js.map", ["error segment-length lib/dates.js.map mappings 55 = 1:12"]),
    (a.banner_removed, "rollup", "main.js.map", ["error negative-position main.js.map mappings 0 = 1:1"]),
    (a.line_numbers_from_zero, "tsc", "lib/dates.js.map", ["error negative-position lib/dates.js.map mappings 0 = 1:1"]),
    (a.source_numbers_from_one, "esbuild", "main.js.map", ["error sources-index-bounds main.js.map mappings 36450 = 920:1"]),
    (a.sources_made_unique, "esbuild", "main.js.map", ["error sources-index-bounds main.js.map mappings 36450 = 920:1"]),
    (a.names_pruned, "esbuild-min-split", "main*.js.map", ["error names-index-bounds main-B6GN5LNO.js.map mappings 6 = 1:2"]),
    (a.names_of_the_first, "rollup", "main.js.map", ["error names-index-bounds main.js.map mappings 27625 = 2:3"]),
    (a.segments_appended, "tsc", "main.js.map", ["warning unsorted-columns main.js.map mappings 41 = 2:9"]),
    (a.comma_behind_each, "tsc", "main.js.map", ["warning empty-segment main.js.map mappings 41 = 2:9"]),

    # the generated file was edited after its map was made, or is another's
    (a.banner_after_build, "esbuild", "main.*s", [
        "error mappings-shifted main.css:8:17",
        "error mappings-shifted main.js:19:12",
    ]),
    (a.strict_after_build, "rollup", "main.js", ["error mappings-shifted main.js:1:7"]),
    (a.snippet_in_the_line, "rollup", "main.js", ["error mappings-shifted main.js:1:5"]),
    (a.snippet_in_the_line, "webpack-source-map", "main*.js", ["error mappings-shifted main.131c5f06.js:1:135"]),
    (a.first_lines_removed, "esbuild", "main.js", ["error mappings-shifted main.js:21:12"]),
    (a.replaced_afterwards, "rollup", "main.js", ["error stale-map main.js:1:182"]),
    (a.map_of_another_build, "rollup", "main.js.map", ["error mappings-outside-file main.js:3:1"]),
    (a.bundle_cut, "esbuild", "main.js", ["error mappings-outside-file main.js:397:1"]),
    (a.columns_in_bytes, "rollup", "main.js", ["error byte-columns main.js:1:10913"]),

    # index maps
    (a.sections_unordered, "rollup", "main.js.map", ["error index-map-sections main.js.map /sections/1/offset"]),
    (a.sections_overlapping, "rollup-nominify", "main.js.map", ["error index-map-sections main.js.map /sections/1/offset"]),
    (a.sections_at_one_place, "rollup", "main.js.map", ["error index-map-sections main.js.map /sections/1/offset"]),
    (a.sections_by_url, "rollup", "main.js.map", ["error index-map-sections main.js.map /sections/0/url"]),
    (a.sections_beside_mappings, "rollup", "main.js.map", ["error index-map-sections main.js.map /mappings"]),
    (a.sections_without_offset, "rollup", "main.js.map", ["error required-fields main.js.map /sections/0"]),

    # sources and their texts
    (a.texts_shortened, "webpack-source-map", "main*.js.map", ["warning original-outside-source main.131c5f06.js.map /sources/12"]),
    (a.sources_sorted, "webpack-source-map", "main*.js.map", ["warning original-outside-source main.131c5f06.js.map /sources/0"]),
    (a.texts_embedded_after_formatting, "tsc", "lib/*.map", [
        "note mismatched-source lib/dates.js.map /sources/0",
        "note mismatched-source lib/export.js.map /sources/0",
        "note mismatched-source lib/search.js.map /sources/0",
        "note mismatched-source lib/stats.js.map /sources/0",
        "note mismatched-source lib/text.js.map /sources/0",
    ]),

    (a.built_on_a_laptop, "esbuild", "main.js.map", ["warning personal-path main.js.map /sources/0"]),
    (a.absolute_template, "webpack-source-map", "main*.js.map", [
        "note absolute-source main.131c5f06.js.map /sources/0",
    ]),
    (a.joined_on_windows, "rollup", "main.js.map", ["warning backslash-source main.js.map /sources/0"]),
    (a.anonymous_source, "tsc", "lib/dates.js.map", ["warning empty-source lib/dates.js.map /sources/0"]),
    (a.names_without_folders, "esbuild", "main.js.map", ["error duplicate-source main.js.map /sources/16"]),
    (a.cloned_with_a_token, "esbuild", "main.js.map", ["error source-credentials main.js.map /sources/0"]),
    (a.served_by_vite, "vite-sourcemap", "assets/index*.js.map", [
        "note development-source assets/index-DIcQyT_i.js.map /sources/0",
    ]),
    (a.minified_in_place, "esbuild", "main.js", [
        "warning self-source main.js:985:1",
        "note missing-sources-content main.js.map:1:1",
    ]),
    (a.texts_blanked, "esbuild", "main.js.map", ["warning blank-sources-content main.js.map /sourcesContent/0"]),
    (a.texts_dropped, "esbuild", "main.js.map", ["note missing-sources-content main.js.map:1:1"]),
    (a.text_of_a_loader, "esbuild", "main.js.map", ["note partial-sources-content main.js.map /sourcesContent/21"]),
    (a.root_of_gulp, "rollup", "*.map", [
        "warning source-root-absolute StatsPanel-BWvKI6-n.js.map /sourceRoot",
        "warning source-root-absolute export-BfoDlRvs.js.map /sourceRoot",
        "warning source-root-absolute main.js.map /sourceRoot",
    ]),
    (a.root_of_the_machine, "esbuild", "main.js.map", ["warning source-root-absolute main.js.map /sourceRoot"]),
    (a.root_twice, "rollup", "export*.map", [
        "warning source-root-doubled export-BfoDlRvs.js.map /sourceRoot",
        "warning source-root-drift export-BfoDlRvs.js.map /sourceRoot",
    ]),
    # Other names than those of the build, and as good.
    (a.names_from_the_top, "esbuild", "*.map", []),
    (a.names_of_a_monorepo, "esbuild", "*.map", []),
    (a.public_clone, "esbuild", "*.map", []),

    # names and comments
    (a.renamed_without_comment, "esbuild", "main.js", ["error dangling-link main.min.js:985:22"]),
    (a.renamed_without_comment, "esbuild", "main.css", ["error dangling-link main.min.css:115:22"]),
    (a.deleted_after_upload, "esbuild", "*.map", [
        "error dangling-link main.css:115:22",
        "error dangling-link main.js:985:22",
    ]),
    (a.legacy_comment, "esbuild", "main.*s", [
        "warning legacy-comment main.css:115:1",
        "warning legacy-comment main.js:985:1",
    ]),
    (a.name_as_it_is, "esbuild", "main.*s", [
        "warning link-encoding my main.css:115:22",
        "warning link-encoding my main.js:985:22",
    ]),
    (a.comment_of_the_other_language, "esbuild", "main.*s", [
        "error comment-syntax main.css:115:1",
        "error comment-syntax main.js:985:1",
    ]),
    (a.map_url_of_dev_server, "esbuild", "main.*s", [
        "error local-link main.css:115:22",
        "error local-link main.js:985:22",
    ]),
    (a.maps_moved_out, "esbuild", "main.*s", [
        "warning link-traversal main.css:115:22",
        "warning link-traversal main.js:985:22",
    ]),
    (a.copied_and_changed, "rollup", "main.js", ["error wrong-target main.cjs:2:22"]),
    (a.one_map_for_all, "rollup", "main.js", [
        "error wrong-target StatsPanel-BWvKI6-n.js:2:22",
        "error wrong-target export-BfoDlRvs.js:2:22",
    ]),
    (a.script_edited_after_page, "vite-sourcemap", "assets/index*.js", ["error integrity-mismatch index.html:6:82"]),
    (a.inline_map_by_url_digits, "esbuild-inline", "*.js", ["error data-uri shelf-4TH6LR54.js:2:710"]),
    (a.inline_map_through_a_form, "webpack-inline", "main*.js", ["error data-uri main.145d986c.js:2:38124"]),
    (a.inline_map_through_a_form, "postcss-inline", "base.css", ["error data-uri base.css:60:837"]),
    (a.inlined_by_base64, "esbuild", "main.js", ["error data-uri main.js:985:127"]),
    (a.inlined_by_base64, "esbuild", "main.css", ["error data-uri main.css:115:127"]),
    (a.inline_map_cut, "webpack-inline", "main*.js", ["error json-syntax main.145d986c.js:2:8190"]),
    (a.map_of_former_build, "webpack-source-map", "main*.js.map", ["note orphan-map main.0a1b2c3d.js.map:1:1"]),
    (a.vendor_script, "esbuild", "main.js", ["warning missing-map vendor.min.js:1:1"]),
    (a.root_in_one_package, "babel", "lib/*.map", ["warning source-root-drift lib/dates.js.map /sourceRoot"]),

    # debug IDs
    (a.id_of_another_tool, "webpack-debugids", "main*.js", ["error debug-id-double main.50d64fd7.js:2:78"]),
    (a.injected_by_two_tools, "webpack-debugids", "464*.js", ["error debug-id-double 464.be20ca7e.js:2:38"]),
    (a.comments_dropped_by_minifier, "webpack-debugids", "main*.js", ["error debug-id-one-sided main.50d64fd7.js:2:1"]),
    (a.id_of_former_map, "webpack-debugids", "main*.js.map", ["error debug-id-mismatch main.50d64fd7.js:2:13"]),
    (a.map_written_anew, "webpack-debugids", "main*.js.map", ["error debug-id-one-sided main.50d64fd7.js:2:13"]),
    (a.one_id_for_the_release, "webpack-debugids", "*.js", ["error debug-id-collision 476.86120ffb.js:2:13"]),
    (a.entry_written_later, "webpack-debugids", "main*.js", ["warning debug-id-incomplete main.50d64fd7.js:1:1"]),
    (a.older_field_too, "webpack-debugids", "main*.js.map", ["error debug-id-conflict main.50d64fd7.js.map /debug_id"]),
    (a.id_of_an_object, "webpack-debugids", "main*.js.map", ["error debug-id-format main.50d64fd7.js.map /debugId"]),
    (a.undefined_id, "webpack-debugids", "main*.js", ["error debug-id-one-sided main.50d64fd7.js:2:13"]),

    # what must not leave
    (a.token_in_source, "webpack-source-map", "main*.js.map", ["error secret-in-sources main.131c5f06.js.map:1:62095"]),
    (a.key_inlined_by_the_build, "esbuild", "main.js.map", ["error secret-in-sources main.js.map:1:101588"]),
    (a.environment_imported, "webpack-source-map", "main*.js.map", [
        "error sensitive-source main.131c5f06.js.map /sources/16",
    ]),
]

# By a policy.
BROKEN: list[tuple[Accident, str, Settings, str, str, list[str]]] = [
    (a.published_to_npm, "private", PRIVATE, "esbuild", "main.js", ["error packaged-map main.css.map:1:1"]),
    (a.published_to_npm, "private", PRIVATE, "webpack-nosources", "main*.js", []),
    (a.scripts_maps_deleted, "none", NONE, "webpack-nosources", "*.js", [
        "error dangling-link 464.fd2d698e.js:2:22",
        "error dangling-link 476.b645f4b4.js:2:22",
        "error dangling-link main.131c5f06.js:2:22",
        "error leftover-map main.4d0d5178.css.map:1:1",
        "error dangling-link runtime.33a156b5.js:2:22",
    ]),
    (a.standalone_output, "none", NONE, "webpack-hidden", "*.*", [
        "warning leftover-map .next/standalone/.next/server/464.e34ff7be.js.map:1:1",
    ]),
]

# Compared with the build before the accident.
SINCE: list[tuple[Accident, str, str, list[str]]] = [
    (a.coarse_map, "rollup", "main.js.map", ["error map-shrunk main.js.map:1:1"]),
    (a.coarse_map, "webpack-source-map", "*.js.map", [
        "error map-shrunk 464.fd2d698e.js.map:1:1",
        "error map-shrunk 476.b645f4b4.js.map:1:1",
        "error map-shrunk main.131c5f06.js.map:1:1",
        "error map-shrunk runtime.33a156b5.js.map:1:1",
    ]),
    (a.texts_left_out, "esbuild", "main.js.map", [
        "error map-shrunk main.js.map:1:1",
        "note missing-sources-content main.js.map:1:1",
    ]),
    (a.chain_broken, "rollup", "main.js.map", [
        "error map-shrunk main.js.map:1:1",
        "note missing-sources-content main.js.map:1:1",
    ]),
    (a.switched_off, "rollup", "main.js", ["error map-lost main.js:1:1"]),
    (a.switched_off, "vite-sourcemap", "assets/*.js", [
        "error map-lost assets/StatsPanel-Ba3UrSLs.js:1:1",
        "error map-lost assets/export-D0GhEC13.js:1:1",
        "error map-lost assets/index-DIcQyT_i.js:1:1",
    ]),
    (a.switched_off, "webpack-source-map", "*.css", ["error map-lost main.4d0d5178.css:1:1"]),
    (a.names_by_namespace, "webpack-source-map", "*.map", ["warning source-root-drift 476.b645f4b4.js.map:1:1"]),
    (a.root_everywhere, "esbuild-min-split", "*.map", ["warning source-root-drift StatsPanel-J7NZBBRX.js.map /sourceRoot"]),
    (a.root_in_one_package, "babel", "lib/*.map", ["warning source-root-drift lib/dates.js.map /sourceRoot"]),
    (a.map_of_former_build, "webpack-source-map", "main*.js.map", ["warning orphan-map main.0a1b2c3d.js.map:1:1"]),
]

POLICIES: list[tuple[str, Settings, str, list[str]]] = [
    ("private", PRIVATE, "esbuild-inline", ["error inline-map shelf-4TH6LR54.js:2:1"]),
    ("private", PRIVATE, "esbuild", [
        "error public-map-exposure main.css.map:1:1",
        "error public-map-exposure main.js.map:1:1",
    ]),
    ("private", PRIVATE, "webpack-nosources", []),
    ("hidden", HIDDEN, "esbuild", [
        "error public-map-exposure main.css:115:1",
        "error public-map-exposure main.js:985:1",
    ]),
    ("hidden", HIDDEN, "webpack-hidden", []),
    ("hidden", HIDDEN, "esbuild-inline", ["error public-map-exposure shelf-4TH6LR54.js:2:1"]),
    ("none", NONE, "esbuild-external", ["error public-map-exposure shelf-4TH6LR54.js.map:1:1"]),
    ("none", NONE, "webpack-nosources", []),
]

TRAPS: list[tuple[Accident, str, str]] = [
    (a.crlf, "rollup-nominify", "*.js"),
    (a.pretty_json, "webpack-source-map", "*.map"),
    (a.sorted_keys, "webpack-source-map", "*.map"),
    (a.ascii_json, "webpack-source-map", "*.map"),
    (a.slashes_of_php, "esbuild", "*.map"),
    (a.extensions, "webpack-source-map", "*.map"),
    (a.end_of_mappings, "esbuild", "*.map"),
    (a.only_own_texts, "esbuild", "main.js.map"),
    (a.one_section, "webpack-source-map", "*.map"),
    (a.two_sections, "rollup", "main.js.map"),
    (a.moved_together, "esbuild", "main.*s"),
    (a.maps_in_a_folder, "esbuild", "main.*s"),
    (a.query_on_url, "esbuild", "main.*s"),
    (a.name_with_blanks, "esbuild", "main.*s"),
    (a.blank_lines, "esbuild", "main.*s"),
    (a.hidden_in_a_folder, "rollup", "*.js"),
    (a.map_called_like_no_file, "rollup", "main.js"),
    (a.copied_as_module, "esbuild", "main.js"),
    (a.hashed_in_page, "vite-sourcemap", "assets/index*.js"),
    (a.debug_id_behind, "webpack-source-map", "*.js"),
    (a.plugin_of_sentry, "webpack-source-map", "*.js"),
    (a.plugin_of_datadog, "webpack-source-map", "*.js"),
    (a.plugin_of_datadog, "webpack-debugids", "*.js"),
    (a.comment_of_a_library, "webpack-source-map", "*.js"),
    (a.comment_of_a_library, "webpack-debugids", "*.js"),
    (a.new_hash, "webpack-source-map", "*.*s"),
    (a.comment_removed, "esbuild", "main.*s"),
    (a.compressed_beside, "esbuild", "main.*"),
    (a.comment_of_a_test, "esbuild", "main.js"),
    (a.other_maps, "esbuild", "main.js"),
    (a.keys_of_documentation, "webpack-source-map", "main*.js.map"),
    (a.environment_of_public_names, "webpack-source-map", "main*.js.map"),
]
# fmt: on


def _named(name: str, row: tuple[object, ...]) -> object:
    return pytest.param(*row, id=name)


@cache
def _clean(build: str) -> Report:
    return lint([str(BUILDS / build)], DEFAULTS, jobs=1)


def _break(accident: Accident, build: str, files: str, folder: Path) -> None:
    shutil.copytree(BUILDS / build, folder, dirs_exist_ok=True)
    befallen = sorted(path for path in folder.glob(files) if path.is_file())
    assert befallen, f"no {files} in {build}"
    for path in befallen:
        accident(path)


def _said(finding: Finding) -> str:
    place = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
    if finding.inline:
        place += f" {finding.pointer}" if finding.pointer else ""
    elif finding.segment:
        byte, line, segment = finding.segment
        place = f"{finding.place.path} mappings {byte} = {line + 1}:{segment + 1}"
    elif finding.pointer:
        place = f"{finding.place.path} {finding.pointer}"
    return f"{finding.severity.word} {finding.rule} {place}"


def _said_of(build: str, settings: Settings = DEFAULTS) -> list[str]:
    """What is found in the working directory, without notes that the correct build gets too."""
    usual = {finding.rule for finding in _clean(build).findings} | _POLICY
    report = lint(["."], settings, jobs=1)
    assert not report.crashed
    for finding in report.findings:
        check(finding, lambda path: Path(path).read_bytes())
    return [_said(one) for one in report.findings if one.severity > Severity.NOTE or one.rule not in usual]


@pytest.mark.parametrize(
    ("accident", "build", "files", "expected"),
    [_named(f"{accident.__name__}-{build}-{files}", row) for row in ROWS for accident, build, files, _ in (row,)],
)
def test_accident(
    accident: Accident, build: str, files: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _break(accident, build, files, tmp_path)
    assert _said_of(build) == expected


@pytest.mark.parametrize(
    ("settings", "build", "expected"),
    [_named(f"{name}-{build}", (settings, build, expected)) for name, settings, build, expected in POLICIES],
)
def test_policy(
    settings: Settings, build: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BUILDS / build, tmp_path, dirs_exist_ok=True)
    assert _said_of(build, settings) == expected


@pytest.mark.parametrize(
    ("accident", "settings", "build", "files", "expected"),
    [
        _named(f"{accident.__name__}-{name}-{build}", (accident, settings, build, files, expected))
        for accident, name, settings, build, files, expected in BROKEN
    ],
)
def test_accident_by_a_policy(
    accident: Accident,
    settings: Settings,
    build: str,
    files: str,
    expected: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    _break(accident, build, files, tmp_path)
    assert _said_of(build, settings) == expected


@pytest.mark.parametrize(("trap", "build", "files"), [_named(f"{row[0].__name__}-{row[1]}", row) for row in TRAPS])
def test_trap(trap: Accident, build: str, files: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _break(trap, build, files, tmp_path)
    assert _said_of(build) == []


# `ncc-register` has a defect as it is.
@pytest.mark.parametrize("build", sorted({path.name for path in BUILDS.iterdir()} - {"ncc-register"}))
def test_written_by_another_tool(build: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _break(a.written_by_another_tool, build, "**/*", tmp_path)
    assert _said_of(build) == []


def _since(build: str) -> Settings:
    """Compared with the build as it was."""
    return Settings(last=_taken(build))


@cache
def _taken(build: str) -> Snapshot:
    _, taken = take([str(BUILDS / build)], DEFAULTS, jobs=1)
    return taken


@pytest.mark.parametrize(
    ("accident", "build", "files", "expected"),
    [_named(f"{accident.__name__}-{build}-{files}", row) for row in SINCE for accident, build, files, _ in (row,)],
)
def test_since_the_last_build(
    accident: Accident, build: str, files: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _break(accident, build, files, tmp_path)
    assert _said_of(build, _since(build)) == expected


@pytest.mark.parametrize(("trap", "build", "files"), [_named(f"{row[0].__name__}-{row[1]}", row) for row in TRAPS])
def test_trap_since_the_last_build(
    trap: Accident, build: str, files: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _break(trap, build, files, tmp_path)
    assert _said_of(build, _since(build)) == []


def test_all_are_in_a_table() -> None:
    used = (
        {row[0].__name__ for row in ROWS}
        | {row[0].__name__ for row in SINCE}
        | {row[0].__name__ for row in BROKEN}
        | {row[0].__name__ for row in TRAPS}
        | {row[1].__name__ for row in UPLOADED if row[1]}
        | {"written_by_another_tool"}
    )
    there = {
        name
        for name, value in vars(a).items()
        if inspect.isfunction(value) and not name.startswith("_") and value.__module__ == a.__name__
    }
    assert used == there
    assert len({row[0] for row in ROWS}) >= 30
