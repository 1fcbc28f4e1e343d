// What every page loads. Each piece is a custom element that makes a working page nicer.

import htmx from "htmx.org/dist/htmx.esm.min.js";
import "./commune_search.js";
import "./confirm_question.js";
import "./copy_text.js";
import "./dialogs.js";
import "./door_display.js";
import "./figure_chart.js";
import "./form_work.js";
import "./linkage_keys.js";
import "./kept_pages.js";
import "./kept_picks.js";
import "./menus.js";
import "./near_me.js";
import "./ordered_parts.js";
import "./passkeys.js";
import "./place_map.js";
import "./print_page.js";
import "./programme_grid.js";
import "./project_board.js";
import "./push_permission.js";
import "./tabs.js";
import "./attribution.js";
import { whatHtmxTrusts } from "./trusted.js";
import "./undo_toast.js";
import "./weight_slider.js";

htmx.registerExtension("trusted", whatHtmxTrusts);
