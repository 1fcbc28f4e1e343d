"""Reasons for which a whole delivery cannot be read: codes, with sentences in
`housing.feed_issues`.
"""


class FeedRefused(Exception):
    """Refusal of a whole delivery: nothing is stored, and the last valid stock stays.

    `code` identifies the sentence, `detail` the member, the figure or the column at fault.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail[:300]
