"""Operations of the setup of an instance."""
