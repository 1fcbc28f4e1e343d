"""Rights to see the portrait of a person who accompanies a household."""

RIGHTS = {("welcome.see_face", "the face of somebody who accompanies nobody"): set()}
