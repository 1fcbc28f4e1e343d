"""The faces of those who accompany households: what opens them is to be accompanied."""

RIGHTS = {("welcome.see_face", "the face of somebody who accompanies nobody"): set()}
