// The board of a place. Bundled apart, with the timeline, and loaded by its page alone.

import "./board/person_search.js";
import "./board/place_board.js";
