"""What imports do: read a file, plan what it becomes, keep the preview, carry it out."""
