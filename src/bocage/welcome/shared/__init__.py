"""What every subject of the welcome uses: working days, signed addresses, the base of its mails."""
